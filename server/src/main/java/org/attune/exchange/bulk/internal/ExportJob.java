package org.attune.exchange.bulk.internal;

import java.util.UUID;
import org.attune.exchange.bulk.rules.ExportRequest;
import org.attune.store.Actor;

/**
 * A job at work.
 *
 * @param attempt tells this piece of work from earlier ones, which may not have noticed their end
 */
record ExportJob(UUID id, int attempt, Actor actor, ExportRequest request) {}
