package org.attune.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The accounts of the demonstration.
 *
 * @param password the one password of all accounts of the demonstration; without it a random one is
 *     made up and printed once
 */
@ConfigurationProperties("attune.demo")
record DemoPasswordProperties(@DefaultValue("") String password) {

  @Override
  public String toString() {
    return "DemoPasswordProperties[" + (password.isEmpty() ? "none" : "set") + "]";
  }
}
