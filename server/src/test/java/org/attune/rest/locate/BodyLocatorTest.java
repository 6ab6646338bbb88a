package org.attune.rest.locate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.attune.rest.locate.LocatedProblem.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyLocatorTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final BodyLocator LOCATOR = new BodyLocator(CONTEXT);

  private static final String OBSERVATION = "{'resourceType':'Observation',";
  private static final String PATIENT = "{'resourceType':'Patient',";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'birthDate':'2020-13-45'} | BAD_VALUE | Patient.birthDate",
        "'gender':'feminine'} | BAD_VALUE | Patient.gender",
        "'gender':''} | BAD_VALUE | Patient.gender",
        "'active':'true'} | WRONG_TYPE | Patient.active",
        "'active':1} | WRONG_TYPE | Patient.active",
        "'birthDate':2020} | WRONG_TYPE | Patient.birthDate",
        "'birthDate':null} | WRONG_TYPE | Patient.birthDate",
        "'birthDate':{}} | WRONG_TYPE | Patient.birthDate",
        "'birthDate':['2020']} | WRONG_TYPE | Patient.birthDate",
        "'name':{'family':'A'}} | WRONG_TYPE | Patient.name",
        "'name':['A']} | WRONG_TYPE | Patient.name[0]",
        "'name':[null]} | WRONG_TYPE | Patient.name[0]",
        "'multipleBirthInteger':1.5} | BAD_VALUE | Patient.multipleBirth.ofType(integer)",
        "'multipleBirthInteger':'2'} | WRONG_TYPE | Patient.multipleBirth.ofType(integer)",
        "'multipleBirthString':'2'} | UNKNOWN_ELEMENT | Patient.multipleBirthString",
        "'nam':[]} | UNKNOWN_ELEMENT | Patient.nam",
        "'contact':[{},{'gendr':'male'}]} | UNKNOWN_ELEMENT | Patient.contact[1].gendr",
        "'contact':[{'gender':'m'}]} | BAD_VALUE | Patient.contact[0].gender",
        "'_birthDate':{'value':'x'}} | UNKNOWN_ELEMENT | Patient.birthDate.value",
        "'_name':[{}]} | UNKNOWN_ELEMENT | Patient._name",
        "'name':[{'_given':{}}]} | WRONG_TYPE | Patient.name[0].given",
        "'name':[{'given':['A',7]}]} | WRONG_TYPE | Patient.name[0].given[1]",
        "'extension':[{'url':'u','valueDate':'x'}]} | BAD_VALUE |"
            + " Patient.extension[0].value.ofType(date)",
        "'modifierExtension':[{'urn':'u'}]} | UNKNOWN_ELEMENT | Patient.modifierExtension[0].urn",
        "'contained':[{'resourceType':'Group','typ':'x'}]} | UNKNOWN_ELEMENT |"
            + " Patient.contained[0].typ",
        "'contained':[{'id':'1'}]} | WRONG_RESOURCE_TYPE | Patient.contained[0]",
        "'text':{'status':'generated','div':'<div><p></div>'}} | BAD_VALUE | Patient.text.div",
        "'active':true,'active':true} | SYNTAX | Patient",
        "'active':true,} | SYNTAX | Patient",
        "'active':tru} | SYNTAX | Patient",
        "'name':[{'family':'A' | SYNTAX | Patient.name[0].family",
        "'active':true} {} | SYNTAX | Patient",
      })
  void namesTheKindAndPlaceInJson(String rest, Kind kind, String path) {
    List<LocatedProblem> found = json(PATIENT + rest, "Patient");

    assertThat(found).extracting(LocatedProblem::kind, LocatedProblem::fhirPath).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(kind);
    if (kind != Kind.SYNTAX) {
      assertThat(found.get(0).fhirPath()).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<birthDate value='2020-13-45'/> | BAD_VALUE | Patient.birthDate",
        "<active value='yes'/> | BAD_VALUE | Patient.active",
        "<gender value='feminine'/> | BAD_VALUE | Patient.gender",
        "<gender valu='male'/> | UNKNOWN_ELEMENT | Patient.gender",
        "<gender value='male'/><gender value='male'/> | WRONG_TYPE | Patient.gender",
        "<contact/><contact><gendr value='male'/></contact> | UNKNOWN_ELEMENT |"
            + " Patient.contact[1].gendr",
        "<name><given value='A'/><given value=''/></name> | BAD_VALUE | Patient.name[0].given[1]",
        "<birthDate><name/></birthDate> | UNKNOWN_ELEMENT | Patient.birthDate.name",
        "<birthDate>2020</birthDate> | WRONG_TYPE | Patient.birthDate",
        "<extension url='u'><valueDate value='x'/></extension> | BAD_VALUE |"
            + " Patient.extension[0].value.ofType(date)",
        "<contained><Group><typ/></Group></contained> | UNKNOWN_ELEMENT |"
            + " Patient.contained[0].typ",
        "<contained><Grp/></contained> | WRONG_RESOURCE_TYPE | Patient.contained[0]",
        "<name> | SYNTAX | Patient.name[0]",
      })
  void namesTheKindAndPlaceInXml(String inner, Kind kind, String path) {
    List<LocatedProblem> found =
        xml("<Patient xmlns='http://hl7.org/fhir'>" + inner + "</Patient>", "Patient");

    assertThat(found)
        .extracting(LocatedProblem::kind, LocatedProblem::fhirPath)
        .containsExactly(tuple(kind, path));
  }

  @Test
  void listsEveryProblemWithLineAndColumnInBodyOrder() {
    String body =
        """
        {
          'resourceType': 'Bundle', 'type': 'transaction',
          'entry': [ {}, {
            'resource': {
              'birthDate': '31.12.1999', 'ñ': 1,
              'foo': { 'deep': [1, 2, {}] }, 'active': 'yes',
              'resourceType': 'Patient'
            },
            'request': { 'method': 'PUSH', 'url': 'Patient' }
          } ]
        }
        """;

    assertThat(json(body, "Bundle"))
        .extracting(
            LocatedProblem::kind,
            LocatedProblem::fhirPath,
            LocatedProblem::line,
            LocatedProblem::column)
        .containsExactly(
            tuple(Kind.BAD_VALUE, "Bundle.entry[1].resource.birthDate", 5, 20),
            tuple(Kind.UNKNOWN_ELEMENT, "Bundle.entry[1].resource", 5, 34),
            tuple(Kind.UNKNOWN_ELEMENT, "Bundle.entry[1].resource.foo", 6, 7),
            tuple(Kind.WRONG_TYPE, "Bundle.entry[1].resource.active", 6, 48),
            tuple(Kind.BAD_VALUE, "Bundle.entry[1].request.method", 9, 28));
  }

  @Test
  void locatesInsideABundleInXml() {
    String body =
        """
        <Bundle xmlns="http://hl7.org/fhir">
          <type value="batch"/>
          <entry><resource><Patient>
            <birthDate value="x"/></Patient></resource></entry>
        </Bundle>
        """;

    assertThat(xml(body, null))
        .extracting(LocatedProblem::fhirPath, LocatedProblem::line, LocatedProblem::column)
        .containsExactly(tuple("Bundle.entry[0].resource.birthDate", 4, 5));
  }

  @Test
  void messagesSayWhatIsExpectedAndNeverRepeatTheValue() {
    String body =
        OBSERVATION
            + "'status':'SECRET1','valueQuantity':{'value':'SECRET2','cod':'SECRET3'},"
            + "'effectiveDateTime':'SECRET4','issued':'SECRET5'}";

    List<LocatedProblem> found = json(body, "Observation");

    assertThat(found).hasSize(5).noneMatch(problem -> problem.toString().contains("SECRET"));
    assertThat(found)
        .extracting(LocatedProblem::message)
        .anyMatch(text -> text.contains("one of the codes registered, preliminary, final"))
        .anyMatch(text -> text.contains("Unknown element 'cod'; Quantity knows: id, extension"))
        .anyMatch(text -> text.equals("A JSON number is due"));
    assertThat(found)
        .extracting(LocatedProblem::fhirPath)
        .contains("Observation.value.ofType(Quantity).cod");
  }

  @Test
  void cutsAndStripsNamesThatTheClientMadeUp() {
    List<LocatedProblem> found =
        json(PATIENT + "'<b>" + "x".repeat(200) + "':1,'a b\\n':2}", "Patient");

    assertThat(found).extracting(LocatedProblem::fhirPath).contains("Patient.ab");
    assertThat(found.get(0).message()).contains("'b" + "x".repeat(63) + "';").doesNotContain("<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'resourceType':'Group'} | Patient | The request is for Patient, the body holds Group",
        "{'resourceType':'Patent'} | Patient | FHIR R4 has no resource type 'Patent'",
        "{'id':'1'} | Patient | resourceType is missing; expected Patient",
      })
  void refusesTheWrongResourceType(String body, String due, String message) {
    assertThat(json(body, due))
        .extracting(LocatedProblem::kind, LocatedProblem::message)
        .containsExactly(tuple(Kind.WRONG_RESOURCE_TYPE, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"` `", "[]", "'x'", "nonsense", "{", "<Patient/>", "12"})
  void reportsBodiesThatAreNoObject(String body) {
    assertThat(json(body, "Patient")).extracting(LocatedProblem::kind).containsOnly(Kind.SYNTAX);
  }

  @Test
  void refusesADoctypeAndReadsNoEntity() {
    String body =
        "<!DOCTYPE Patient [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<Patient xmlns='http://hl7.org/fhir'><id value='&e;'/></Patient>";

    assertThat(xml(body, "Patient"))
        .extracting(LocatedProblem::message)
        .containsExactly("A DOCTYPE is not allowed");
  }

  @Test
  void survivesAHostileDepthInBothFormats() {
    String deep = PATIENT + "'extension':" + "[{'extension':".repeat(5000);
    String deepXml = "<Patient>" + "<extension>".repeat(5000);

    assertThat(json(deep, "Patient")).extracting(LocatedProblem::kind).contains(Kind.SYNTAX);
    assertThat(xml(deepXml, "Patient")).extracting(LocatedProblem::kind).contains(Kind.SYNTAX);
  }

  @Test
  void stopsAtTheGivenNumber() {
    String body = PATIENT + "'name':[" + "{'x':1},".repeat(99) + "{}]}";

    assertThat(LOCATOR.locate(bytes(body), false, null, 7)).hasSize(7);
  }

  private static List<LocatedProblem> json(String body, String due) {
    return LOCATOR.locate(bytes(body), false, due, 50);
  }

  private static List<LocatedProblem> xml(String body, @Nullable String due) {
    return LOCATOR.locate(body.getBytes(UTF_8), true, due, 50);
  }

  private static byte[] bytes(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(UTF_8);
  }
}
