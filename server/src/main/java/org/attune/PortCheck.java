package org.attune;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Refuses a port that cannot be had before anything is started: the web server comes last, after
 * the database and the schema, and would say so minutes later.
 */
final class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final int HIGHEST_PORT = 65_535;

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    check(event.getEnvironment());
  }

  /**
   * Takes the port and gives it back.
   *
   * @throws PortUnavailableException when it cannot be taken
   */
  static void check(Environment environment) {
    String port = environment.getProperty("server.port", "0");
    String address = environment.getProperty("server.address", "0.0.0.0");
    // What is no number, or no port, is left to the binding of the configuration, which says more.
    if (port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) <= HIGHEST_PORT) {
      take(address, Integer.parseInt(port));
    }
  }

  private static void take(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the web server does: connections of the last run may still be closing.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1);
    } catch (BindException refused) {
      throw new PortUnavailableException(address, port, refused);
    } catch (UnknownHostException unknown) {
      return; // the web server names it
    } catch (IOException broken) {
      throw new PortUnavailableException(address, port, broken);
    }
  }
}
