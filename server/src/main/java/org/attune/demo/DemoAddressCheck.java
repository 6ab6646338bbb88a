package org.attune.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Refuses a demonstration that others than this host can reach, unless its password was chosen and
 * is long; before anything is started.
 */
public final class DemoAddressCheck
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final int SHORTEST = 16;

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    check(event.getEnvironment());
  }

  /**
   * Looks at the settings.
   *
   * @throws DemoAddressException when they must not be together
   */
  static void check(Environment environment) {
    boolean demo = "true".equalsIgnoreCase(environment.getProperty("attune.demo", "").strip());
    String address = environment.getProperty("server.address", "").strip();
    String password = environment.getProperty("attune.demo.password", "");
    if (demo && !loopback(address) && password.codePointCount(0, password.length()) < SHORTEST) {
      throw new DemoAddressException(address.isEmpty() ? "every address" : address, SHORTEST);
    }
  }

  private static boolean loopback(String address) {
    try {
      return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
