package org.attune.smart.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The system's own resolver, which knows no time limit; so it gets one here. */
@Component
final class SystemResolver implements HostResolver, DisposableBean {

  private static final long PATIENCE_SECONDS = 3;
  private static final int THREADS = 4;

  private final ExecutorService lookups =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "host-lookup");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(host));
    try {
      return List.of(lookup.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException notFound) {
      lookup.cancel(true);
      throw new UnknownHostException("The host was not found");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("The lookup was interrupted");
    }
  }

  @Override
  public void destroy() {
    lookups.shutdownNow();
  }
}
