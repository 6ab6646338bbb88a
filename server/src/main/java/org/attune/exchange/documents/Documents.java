package org.attune.exchange.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.exchange.documents.rules.CareSpan;
import org.attune.exchange.documents.rules.DocumentScope;
import org.attune.exchange.documents.rules.DocumentScope.Candidate;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Period;
import org.springframework.stereotype.Service;

/** Finds the documents of a client. No document is made on demand. */
@Service
public class Documents {

  private static final int MOST = 1_000;

  private final RecordStore store;

  Documents(RecordStore store) {
    this.store = store;
  }

  /**
   * The documents in scope, latest care first; empty for an unknown patient.
   *
   * @throws TooManyDocumentsException if the patient has more documents than one search gives
   */
  public List<DocumentReference> find(Caller caller, DocumentRequest request) {
    if (request.onDemand()) {
      return List.of();
    }
    List<DocumentReference> found = store.search(caller, DocumentReference.class, query(request));
    if (found.size() >= MOST) {
      throw new TooManyDocumentsException();
    }
    Map<String, DocumentReference> byId = new HashMap<>();
    List<Candidate> candidates = new ArrayList<>();
    for (DocumentReference document : found) {
      if (keepsTo(document, request.profiles())) {
        String id = document.getIdElement().getIdPart();
        byId.put(id, document);
        candidates.add(new Candidate(id, type(document), care(document)));
      }
    }
    return DocumentScope.of(request.range(), candidates).stream().map(byId::get).toList();
  }

  private static String query(DocumentRequest request) {
    String query =
        "status=current&patient="
            + URLEncoder.encode("Patient/" + request.patient(), UTF_8)
            + "&_sort=_id";
    return request.types().isEmpty()
        ? query
        : query + "&type=" + URLEncoder.encode(String.join(",", request.types()), UTF_8);
  }

  private static boolean keepsTo(DocumentReference document, List<String> profiles) {
    return profiles.isEmpty()
        || document.getMeta().getProfile().stream()
            .map(CanonicalType::getValue)
            .anyMatch(profiles::contains);
  }

  private static String type(DocumentReference document) {
    Coding coding = document.getType().getCodingFirstRep();
    return coding.getSystem() + "|" + coding.getCode() + "|" + document.getType().getText();
  }

  /** Care dates; where none are stated, the date of the document. */
  private static CareSpan care(DocumentReference document) {
    Period period = document.getContext().getPeriod();
    if (period.isEmpty()) {
      return document.hasDate()
          ? CareSpan.moment(document.getDateElement().getValueAsString())
          : CareSpan.between(null, null);
    }
    return CareSpan.between(
        period.getStartElement().getValueAsString(), period.getEndElement().getValueAsString());
  }
}
