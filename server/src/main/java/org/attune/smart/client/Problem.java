package org.attune.smart.client;

/**
 * What is wrong with a registration.
 *
 * @param member name of the metadata member, with an index where it is a list
 * @param text what is wrong and what to do; without the value of a secret
 */
public record Problem(String member, String text) {

  @Override
  public String toString() {
    return member + ": " + text;
  }
}
