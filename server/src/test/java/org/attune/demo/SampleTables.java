package org.attune.demo;

import org.attune.examples.SamplePractice;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** Names that the tests of the sample practice compare with. */
final class SampleTables {

  static final String TAG = SamplePractice.TAG_SYSTEM + "%7C" + SamplePractice.TAG_CODE;
  static final String COUNT =
      """
      select res_type, count(*) as resources from hfj_resource
      where res_deleted_at is null and res_type not in (%s) group by res_type
      """;

  /** What refers to a resource, cleared or never filled by the practice. */
  static final String KNOWN =
      """
      hfj_history_tag hfj_idx_cmb_tok_nu hfj_idx_cmp_string_uniq hfj_res_link
      hfj_res_param_present hfj_res_search_url hfj_res_tag hfj_res_ver hfj_res_ver_prov
      hfj_spidx_coords hfj_spidx_date hfj_spidx_number hfj_spidx_quantity
      hfj_spidx_quantity_nrml hfj_spidx_string hfj_spidx_token hfj_spidx_uri
      hfj_subscription_stats mpi_link npm_package_ver npm_package_ver_res trm_codesystem
      trm_codesystem_ver trm_concept_map trm_valueset\
      """;

  /** What the packages bring. */
  static final String CONTENT =
      "'CodeSystem','ValueSet','ConceptMap','StructureDefinition','SearchParameter','Measure',"
          + "'Questionnaire','OperationDefinition','CapabilityStatement','NamingSystem'";

  static final String COUNTED = "_summary=count&_tag=" + TAG;

  private SampleTables() {}

  /** Whether the last item of a PHQ-9 is answered with more than "not at all". */
  static boolean hasASignal(QuestionnaireResponse response) {
    return response.getItem().stream()
        .filter(item -> item.getLinkId().equals("44260-8"))
        .anyMatch(item -> !"LA6568-5".equals(item.getAnswerFirstRep().getValueCoding().getCode()));
  }
}
