package org.attune.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.listeners.JobListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * One line for each failure of a background job of HAPI. Quartz would write two stack traces for
 * each, every few seconds while the database is away, and messages that may hold values.
 */
@Component
class JobFailureLog extends JobListenerSupport implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobFailureLog.class);

  @Override
  public void run(ApplicationArguments arguments) throws SchedulerException {
    for (Scheduler scheduler : SchedulerRepository.getInstance().lookupAll()) {
      scheduler.getListenerManager().addJobListener(this);
    }
  }

  @Override
  public String getName() {
    return getClass().getName();
  }

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
    if (failure != null) {
      LOG.warn("Job {} failed: {}", context.getJobDetail().getKey().getName(), causes(failure));
    }
  }

  /** Names of the exceptions below Quartz's own wrapping. */
  static String causes(Throwable failure) {
    List<String> names = new ArrayList<>();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (!at.getClass().getName().startsWith("org.quartz.")) {
        names.add(at.getClass().getSimpleName());
      }
    }
    return String.join(" < ", names);
  }
}
