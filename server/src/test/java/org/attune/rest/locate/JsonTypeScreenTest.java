package org.attune.rest.locate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTypeScreenTest {

  private static final JsonTypeScreen SCREEN = new JsonTypeScreen(FhirContext.forR4Cached());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Patient'}",
        "{'resourceType':'Patient','active':true,'birthDate':'1970','multipleBirthInteger':2}",
        "{'resourceType':'Patient','name':[{'given':['A',null],'_given':[null,{'id':'x'}]}]}",
        "{'resourceType':'Patient','_birthDate':{'extension':[{'url':'u','valueDecimal':1.5}]}}",
        "{'resourceType':'Patient','modifierExtension':[{'url':'u','valueBoolean':false}]}",
        "{'resourceType':'Patient','text':{'status':'empty','div':'<div/>'}}",
        "{'resourceType':'Observation','valueQuantity':{'value':5,'unit':'5'}}",
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','active':true}}]}",
        "{'resourceType':'Parameters','parameter':[{'name':'a','part':[{'valueString':'5'}]}]}",
        "{'resourceType':'Questionnaire','item':[{'item':[{'required':true,'linkId':'1'}]}]}"
      })
  void passesGoodBodies(String body) {
    assertThat(passes(body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Patient','active':'true'}",
        "{'resourceType':'Patient','active':null}",
        "{'resourceType':'Patient','birthDate':1970}",
        "{'resourceType':'Patient','name':[{'given':['A',true]}]}",
        "{'resourceType':'Patient','name':[5]}",
        "{'resourceType':'Patient','_birthDate':5}",
        "{'resourceType':'Patient','text':{'status':'empty','div':5}}",
        "{'resourceType':'Observation','valueQuantity':{'value':'5'}}",
        "{'resourceType':'Observation','valueQuantity':{'unit':5}}",
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','active':1}}]}",
        "{'resourceType':'Questionnaire','item':[{'item':[{'required':'true'}]}]}"
      })
  void stopsAtTheWrongType(String body) {
    assertThat(passes(body)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{'resourceType':5}",
        "{'resourceType':'Teapot'}",
        "{'active':true,'resourceType':'Patient'}",
        "{'resourceType':'Patient','size':5}",
        "{'resourceType':'Patient'"
      })
  void leavesTheRestToTheLocator(String body) {
    assertThat(passes(body)).isFalse();
  }

  private static boolean passes(String body) {
    return SCREEN.passes(body.replace('\'', '"').getBytes(UTF_8));
  }
}
