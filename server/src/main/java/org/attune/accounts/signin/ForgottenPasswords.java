package org.attune.accounts.signin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.attune.accounts.LinkDelivery;
import org.attune.accounts.directory.AccountDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Takes the names of people who forgot their password. Whether there is such an account is looked
 * up after the answer has gone, one by one, so that no answer can be told from another; what comes
 * faster than that waits in a queue with an end.
 */
@Component
public class ForgottenPasswords implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ForgottenPasswords.class);
  private static final int QUEUE = 1000;
  private static final int STOP_SECONDS = 5;

  private final AccountDirectory directory;
  private final LinkDelivery delivery;
  private final ThreadPoolExecutor later =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          work -> {
            Thread thread = new Thread(work, "forgotten-passwords");
            thread.setDaemon(true);
            return thread;
          });

  ForgottenPasswords(AccountDirectory directory, LinkDelivery delivery) {
    this.directory = directory;
    this.delivery = delivery;
  }

  /** Somebody says that they forgot the password of the account of that name. */
  public void asked(String userName) {
    try {
      later.execute(() -> take(userName));
    } catch (RejectedExecutionException full) {
      LOG.warn("A request for a link to set a password was left out: there are too many");
    }
  }

  private void take(String userName) {
    try {
      directory
          .find(userName)
          .filter(account -> !account.disabled())
          .ifPresent(account -> delivery.asked(account.id()));
    } catch (RuntimeException failure) {
      LOG.error("A request for a link to set a password could not be noted", failure);
    }
  }

  /** Lets what is queued come to its end. */
  @Override
  public void destroy() throws InterruptedException {
    later.shutdown();
    if (!later.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("{} requests for links to set a password were left out", later.shutdownNow().size());
    }
  }
}
