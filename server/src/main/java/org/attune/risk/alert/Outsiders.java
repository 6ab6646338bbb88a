package org.attune.risk.alert;

import java.util.Optional;
import org.attune.store.Actor;

/** Tells the people whom an alert is about, and their proxies, from those who follow it up. */
public final class Outsiders {

  private Outsiders() {}

  /** Whether the actor is a client or somebody who stands for one. */
  public static boolean isClient(Actor actor) {
    Optional<String> person = actor.limits().flatMap(Actor.Token::fhirUser);
    return person
        .filter(who -> who.startsWith("Patient/") || who.startsWith("RelatedPerson/"))
        .isPresent();
  }
}
