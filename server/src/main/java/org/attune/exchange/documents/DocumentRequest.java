package org.attune.exchange.documents;

import java.util.List;
import java.util.Optional;
import org.attune.exchange.documents.rules.CareSpan;

/**
 * Which documents are asked for.
 *
 * @param patient id of the Patient
 * @param range care dates; absent: the current documents
 * @param types tokens {@code system|code} or {@code code}; empty: every type
 * @param onDemand whether only documents are wanted that are made when asked for
 * @param profiles canonical addresses, one of which the document must state; empty: any
 */
public record DocumentRequest(
    String patient,
    Optional<CareSpan> range,
    List<String> types,
    boolean onDemand,
    List<String> profiles) {}
