package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Patient;

/**
 * Threads that write without pause, single resources and transactions in turn, and remember what
 * they tried and what was acknowledged. Every write has a key, which is an identifier of all the
 * resources it holds.
 */
final class WriteLoad implements AutoCloseable {

  static final int TRANSACTION_SIZE = 5;

  /** A value of the record that no log may show. */
  static final String GIVEN_NAME = "Philippa";

  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);

  /**
   * How much to write.
   *
   * @param name keys begin with it
   * @param paddingBytes size of the narrative that every resource gets
   */
  record Plan(String name, int paddingBytes) {}

  private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final FhirClient client;
  private final Plan plan;
  private volatile boolean stopped;

  private WriteLoad(FhirClient client, Plan plan) {
    this.client = client;
    this.plan = plan;
  }

  static WriteLoad start(FhirClient client, Plan plan) {
    WriteLoad load = new WriteLoad(client, plan);
    for (int number = 0; number < THREADS; number++) {
      int seed = number;
      Thread thread = new Thread(() -> load.write(seed), plan.name() + "-" + number);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void write(int seed) {
    Random random = new Random(seed);
    try {
      for (int number = 0; !stopped; number++) {
        String key = plan.name() + "-" + seed + "-" + number;
        if (number % 2 == 0) {
          single(key, random);
        } else {
          transaction(key, random);
        }
      }
    } catch (UncheckedIOException serverGone) {
      broken.add(serverGone);
    } catch (RuntimeException | AssertionError unexpected) {
      broken.add(unexpected);
    }
  }

  private void single(String key, Random random) {
    sizes.put(key, 1);
    Answer answer = client.post("Patient", patient(key, random));
    if (answer.status() == 201) {
      acknowledged.put(key, Set.of(answer.as(Patient.class).getIdElement().getIdPart()));
    } else {
      refused(answer);
    }
  }

  private void transaction(String key, Random random) {
    sizes.put(key, TRANSACTION_SIZE);
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    IntStream.range(0, TRANSACTION_SIZE)
        .forEach(
            number ->
                bundle
                    .addEntry()
                    .setResource(patient(key, random))
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl("Patient"));
    Answer answer = client.post("", bundle);
    if (answer.status() == 200) {
      Set<String> ids = ConcurrentHashMap.newKeySet();
      answer
          .bundle()
          .getEntry()
          .forEach(entry -> ids.add(entry.getResponse().getLocation().split("/", -1)[1]));
      acknowledged.put(key, ids);
    } else {
      refused(answer);
    }
  }

  private void refused(Answer answer) {
    refusals.add(answer);
    LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
  }

  private Patient patient(String key, Random random) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(StoredWrites.SYSTEM).setValue(key);
    patient.addName().setFamily("Load").addGiven(GIVEN_NAME);
    patient.setGender(AdministrativeGender.FEMALE);
    patient.setBirthDateElement(new DateType("1980-02-03"));
    if (plan.paddingBytes() > 0) {
      patient.getText().setStatus(NarrativeStatus.ADDITIONAL);
      patient.getText().setDivAsString("<div>" + noise(random) + "</div>");
    }
    return patient;
  }

  /** Letters that do not compress. */
  private String noise(Random random) {
    return random
        .ints(plan.paddingBytes(), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Waits until this many more writes are acknowledged than now. */
  void awaitMoreAcknowledged(int more) {
    int goal = acknowledged.size() + more;
    await().atMost(PATIENCE).until(() -> acknowledged.size() >= goal || finished());
    assertThat(acknowledged)
        .as("acknowledged writes; refused: %s, broken: %s", firstRefusal(), broken)
        .hasSizeGreaterThanOrEqualTo(goal);
  }

  /** Waits until this many more writes are refused than now. */
  void awaitMoreRefused(int more) {
    int goal = refusals.size() + more;
    await().atMost(PATIENCE).until(() -> refusals.size() >= goal || finished());
    assertThat(refusals.size())
        .as("refused writes; broken: %s", broken)
        .isGreaterThanOrEqualTo(goal);
  }

  private boolean finished() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  private String firstRefusal() {
    Answer first = refusals.peek();
    return first == null ? "none" : first.status() + " " + first.body();
  }

  /** Lets every thread finish the request that it is at. */
  void stop() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE.toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
    assertThat(finished()).as("all writers have ended").isTrue();
  }

  /** The answers that were neither 200 nor 201. */
  List<Answer> refusals() {
    return List.copyOf(refusals);
  }

  /** Requests that got no answer, or one that could not be understood. */
  List<Throwable> broken() {
    return List.copyOf(broken);
  }

  /** How many writes, single and whole transactions, were acknowledged. */
  int acknowledgedCount() {
    return acknowledged.size();
  }

  /**
   * Asserts that each acknowledged write is stored with the ids it was told, and that each write
   * which got no answer is stored whole or not at all.
   */
  void verify(FhirClient after, String situation) {
    Map<String, Set<String>> stored = StoredWrites.read(after, sizes.keySet());
    sizes.forEach(
        (key, size) -> {
          Set<String> found = stored.getOrDefault(key, Collections.emptySet());
          Set<String> promised = acknowledged.get(key);
          if (promised != null) {
            assertThat(found).as("acknowledged write %s, %s", key, situation).isEqualTo(promised);
            assertThat(found).as("size of write %s, %s", key, situation).hasSize(size);
          } else {
            assertThat(found.size())
                .as("write %s without an answer is whole or absent, %s", key, situation)
                .isIn(0, size);
          }
        });
  }

  @Override
  public void close() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }
}
