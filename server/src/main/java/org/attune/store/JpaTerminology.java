package org.attune.store;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import ca.uhn.fhir.jpa.config.JpaConfig;
import ca.uhn.fhir.jpa.term.api.ITermReadSvc;
import ca.uhn.fhir.jpa.term.ex.ExpansionTooCostlyException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Terminology from HAPI's tables, from stored resources, and from what FHIR itself defines. */
@Component
class JpaTerminology implements Terminology {

  private static final int MOST = 1000;
  private static final String IMPLICIT = "?fhir_vs";
  private static final String LOADED =
      "select v.pid, cs.code_system_uri, v.cs_version_id, coalesce(v.cs_display, cs.cs_name)"
          + " from trm_codesystem cs join trm_codesystem_ver v on v.codesystem_pid = cs.pid"
          + " join trm_concept c on c.codesystem_pid = v.pid"
          + " where cs.code_system_uri = ?"
          + " and case when ? then v.cs_version_id = ? else v.pid = cs.current_version_pid end"
          + " limit 1";

  private final IValidationSupport support;
  private final ITermReadSvc reading;
  private final JdbcTemplate jdbc;
  private final RecordStore records;
  private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

  /** A table and the resource that it was made of, which tells when it is out of date. */
  private record Prepared(CodeSystem resource, CodeTable table) {}

  JpaTerminology(
      @Qualifier(JpaConfig.JPA_VALIDATION_SUPPORT_CHAIN) IValidationSupport support,
      ITermReadSvc reading,
      JdbcTemplate jdbc,
      RecordStore records) {
    this.support = support;
    this.reading = reading;
    this.jdbc = jdbc;
    this.records = records;
  }

  @Override
  public Optional<CodeTable> codes(String system, @Nullable String version) {
    String canonical = version == null ? system : system + "|" + version;
    if (support.fetchCodeSystem(canonical) instanceof CodeSystem resource
        && resource.hasConcept()
        && resource.getContent() == CodeSystem.CodeSystemContentMode.COMPLETE) {
      return Optional.of(table(canonical, resource));
    }
    return loaded(system, version).or(() -> partOrRule(canonical));
  }

  private Optional<CodeTable> partOrRule(String canonical) {
    if (support.fetchCodeSystem(canonical) instanceof CodeSystem resource
        && resource.hasConcept()) {
      return Optional.of(table(canonical, resource));
    }
    return support.isCodeSystemSupported(new ValidationSupportContext(support), canonical)
        ? Optional.of(new SupportCodeTable(support, canonical))
        : Optional.empty();
  }

  private CodeTable table(String canonical, CodeSystem resource) {
    Prepared known = prepared.get(canonical);
    if (known == null || known.resource() != resource) {
      known = new Prepared(resource, new ResourceCodeTable(resource));
      prepared.put(canonical, known);
    }
    return known.table();
  }

  private Optional<CodeTable> loaded(String system, @Nullable String version) {
    List<StoredCodeTable.StoredVersion> found =
        jdbc.query(
            LOADED,
            (row, number) ->
                new StoredCodeTable.StoredVersion(
                    row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
            system,
            version != null,
            version);
    return found.stream().<CodeTable>map(each -> new StoredCodeTable(jdbc, each)).findFirst();
  }

  @Override
  public Optional<ValueSet> valueSet(String url, @Nullable String version) {
    if (url.endsWith(IMPLICIT)) {
      String system = url.substring(0, url.length() - IMPLICIT.length());
      return codes(system, version).map(table -> all(url, table));
    }
    String canonical = version == null ? url : url + "|" + version;
    return support.fetchValueSet(canonical) instanceof ValueSet set
        ? Optional.of(set)
        : Optional.empty();
  }

  private static ValueSet all(String url, CodeTable table) {
    ValueSet set = new ValueSet().setUrl(url);
    set.setStatus(org.hl7.fhir.r4.model.Enumerations.PublicationStatus.ACTIVE);
    set.setTitle("All codes of " + table.name());
    set.getCompose().addInclude().setSystem(table.system());
    return set;
  }

  @Override
  public Optional<ConceptMap> conceptMap(RequestDetails request, String url) {
    String query = "url=" + URLEncoder.encode(url, StandardCharsets.UTF_8) + "&_sort=-_lastUpdated";
    return records.search(Caller.of(request), ConceptMap.class, query).stream().findFirst();
  }

  @Override
  public <T extends Resource> Optional<T> read(RequestDetails request, Class<T> type, String id) {
    return records.read(Caller.of(request), type, id);
  }

  @Override
  public ValueSet expand(ValueSet set, @Nullable String filter) {
    ValueSetExpansionOptions options = ValueSetExpansionOptions.forOffsetAndCount(0, MOST);
    if (filter != null) {
      options.setFilter(filter);
    }
    try {
      return reading.expandValueSet(options, set);
    } catch (ExpansionTooCostlyException tooMany) {
      throw new UnprocessableEntityException(
          "The value set has more than " + MOST + " codes: narrow it down with a filter");
    }
  }

  @Override
  public boolean contains(ValueSet set, String system, String code) {
    IValidationSupport.CodeValidationResult result =
        support.validateCodeInValueSet(
            new ValidationSupportContext(support),
            new ConceptValidationOptions(),
            system,
            code,
            null,
            set);
    return result != null && result.isOk();
  }
}
