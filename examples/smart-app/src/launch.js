import FHIR from "fhirclient";

const CLIENT_ID = "attune-course";
const RECORD_SCOPES = [
  "openid",
  "fhirUser",
  "patient/Patient.rs",
  "patient/Observation.rs",
  "patient/QuestionnaireResponse.rs",
  "patient/Questionnaire.rs",
];

const parameters = new URLSearchParams(window.location.search);

/** Sends the browser to the server's sign-in; the server sends it back to index.html. */
async function launch() {
  const fromChart = parameters.has("launch");
  await FHIR.oauth2.authorize({
    clientId: CLIENT_ID,
    scope: [fromChart ? "launch" : "launch/patient", ...RECORD_SCOPES].join(" "),
    redirectUri: "index.html",
    pkceMode: "required",
  });
}

if (parameters.has("iss")) {
  launch().catch((failure) => {
    document.getElementById("status").textContent = `The server could not be reached. ${failure.message}`;
  });
} else {
  document.getElementById("status").textContent = "Which record do you want to open?";
  document.getElementById("server").hidden = false;
}
