package org.attune.leak;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.attune.store.Caller;
import org.attune.store.ReadRule;
import org.attune.store.RequestGuard;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Takes the rules of {@code access} out of the way of the requests of a test, to see that the test
 * notices. Outside of that it lets them do their work.
 */
class PlantedLeaks implements BeanPostProcessor {

  private static final Set<String> RULES =
      Set.of("org.attune.access", "org.attune.store", "org.attune.store.page");

  private volatile boolean leaking;

  /** Begins or ends the leak. */
  void leak(boolean begin) {
    leaking = begin;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (!RULES.contains(bean.getClass().getPackageName()) || name.contains("authenticated")) {
      return bean;
    }
    if (bean instanceof ReadRule rule) {
      return new LeakyReadRule(rule);
    }
    if (bean instanceof RequestGuard guard) {
      return new LeakyGuard(guard);
    }
    boolean scopes = bean instanceof WriteRule && name.startsWith("scope");
    return scopes ? new LeakyWriteRule((WriteRule) bean) : bean;
  }

  private final class LeakyReadRule implements ReadRule {
    private final ReadRule rule;

    LeakyReadRule(ReadRule rule) {
      this.rule = rule;
    }

    @Override
    public String narrowing(Caller caller, String type) {
      return leaking ? "" : rule.narrowing(caller, type);
    }

    @Override
    public boolean visible(Caller caller, Resource resource) {
      return leaking || rule.visible(caller, resource);
    }

    @Override
    public boolean known(Caller caller, Resource resource) {
      return leaking || rule.known(caller, resource);
    }

    @Override
    public boolean whole(Caller caller, String type) {
      return leaking || rule.whole(caller, type);
    }
  }

  private final class LeakyGuard implements RequestGuard {
    private final RequestGuard guard;

    LeakyGuard(RequestGuard guard) {
      this.guard = guard;
    }

    @Override
    public int order() {
      return guard.order();
    }

    @Override
    public void check(RequestDetails request) {
      if (!leaking) {
        guard.check(request);
      }
    }
  }

  private final class LeakyWriteRule implements WriteRule {
    private final WriteRule rule;

    LeakyWriteRule(WriteRule rule) {
      this.rule = rule;
    }

    @Override
    public Set<String> resourceTypes() {
      return rule.resourceTypes();
    }

    @Override
    public int order() {
      return rule.order();
    }

    @Override
    public void beforeStore(Write write) {
      if (!leaking) {
        rule.beforeStore(write);
      }
    }

    @Override
    public void beforeCommit(Write write) {
      if (!leaking) {
        rule.beforeCommit(write);
      }
    }
  }
}
