package org.attune.exchange.bulk.internal;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.attune.exchange.bulk.ExportProperties;
import org.attune.exchange.bulk.rules.ExportRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The threads of this server that make exports. They look for jobs when one is started here, and
 * every two seconds for what other servers left.
 */
@Component
class ExportWorkers implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ExportWorkers.class);
  private static final long LOOK_SECONDS = 2;
  private static final long RENEW_SECONDS = 10;
  private static final long STOP_SECONDS = 10;

  private final ExportJobs jobs;
  private final ExportRun run;
  private final int workers;
  private final Set<ExportJob> working = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ScheduledExecutorService clockwork;
  private volatile @Nullable ExecutorService threads;
  private volatile boolean troubled;

  ExportWorkers(ExportJobs jobs, ExportRun run, ExportProperties properties) {
    this.jobs = jobs;
    this.run = run;
    this.workers = properties.workers();
  }

  @Override
  public synchronized void start() {
    if (workers == 0 || isRunning()) {
      return;
    }
    threads = Executors.newFixedThreadPool(workers, named("export"));
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(named("export-clockwork"));
    repeat(timer, this::look, LOOK_SECONDS);
    repeat(timer, () -> working.forEach(jobs::renew), RENEW_SECONDS);
    clockwork = timer;
  }

  private void repeat(ScheduledExecutorService timer, Runnable step, long seconds) {
    var unusedUntilStop =
        timer.scheduleWithFixedDelay(() -> guarded(step), seconds, seconds, TimeUnit.SECONDS);
  }

  /** A job has come; looks for it without waiting. */
  void wake() {
    ScheduledExecutorService timer = clockwork;
    if (timer != null) {
      try {
        timer.execute(() -> guarded(this::take));
      } catch (RejectedExecutionException stopping) {
        LOG.debug("A job came while the server was stopping; another or the next one takes it");
      }
    }
  }

  private void look() {
    jobs.sweep();
    take();
  }

  /** Only the clockwork's one thread comes here. */
  private void take() {
    ExecutorService executor = threads;
    while (executor != null && working.size() < workers) {
      Optional<ExportJob> next = jobs.claim();
      if (next.isEmpty()) {
        return;
      }
      ExportJob job = next.get();
      working.add(job);
      executor.execute(() -> work(job));
    }
  }

  private void work(ExportJob job) {
    try {
      run.run(job);
    } catch (AttemptEnded ended) {
      LOG.debug("Export {} was removed or taken over", job.id());
    } catch (ExportRefused refused) {
      guarded(() -> jobs.fail(job, String.valueOf(refused.getMessage())));
    } catch (RuntimeException failure) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      // Messages of exceptions may hold values.
      LOG.warn("Export {} broke off: {}", job.id(), failure.getClass().getName());
      guarded(() -> jobs.broken(job));
    } finally {
      working.remove(job);
      wake();
    }
  }

  /** The database may be away for a while; that is said once. */
  private void guarded(Runnable step) {
    try {
      step.run();
      troubled = false;
    } catch (RuntimeException failure) {
      if (!troubled) {
        LOG.warn("Exports cannot be looked after: {}", failure.getClass().getName());
      }
      troubled = true;
    }
  }

  /** Gives running jobs back, so that they begin anew at once elsewhere or at the next start. */
  @Override
  public synchronized void stop() {
    ScheduledExecutorService timer = clockwork;
    ExecutorService executor = threads;
    if (timer == null || executor == null) {
      return;
    }
    clockwork = null;
    threads = null;
    timer.shutdownNow();
    Set<ExportJob> interrupted = Set.copyOf(working);
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("An export did not end in time; it begins anew later");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    interrupted.forEach(job -> guarded(() -> jobs.release(job)));
  }

  @Override
  public boolean isRunning() {
    return clockwork != null;
  }

  private static java.util.concurrent.ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
