package org.attune.terminology.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.attune.store.CodeReleases;
import org.attune.store.CodeReleases.Known;
import org.attune.store.CodeReleases.Problem;
import org.jspecify.annotations.Nullable;

/** Loads one release: reads and checks the whole file, then stores it in the same transaction. */
public final class Loading {

  private static final int SHOWN = 20;

  private final LoadRequest request;
  private final PrintStream out;
  private final PrintStream err;
  private final ObjectMapper json = new ObjectMapper();

  /** Loads what is requested, and tells of it. */
  public Loading(LoadRequest request, PrintStream out, PrintStream err) {
    this.request = request;
    this.out = out;
    this.err = err;
  }

  /**
   * Loads the release, or nothing.
   *
   * @return whether it is loaded now
   * @throws IOException if the file cannot be read; then nothing is loaded
   * @throws SQLException if the database fails; then nothing is loaded
   */
  public boolean run(Connection connection) throws IOException, SQLException {
    connection.setAutoCommit(false);
    try {
      boolean loaded = load(connection);
      if (loaded) {
        connection.commit();
        new Adoption(connection, out).await(request.edition().system(), request.release());
      }
      return loaded;
    } finally {
      connection.rollback();
    }
  }

  private boolean load(Connection connection) throws IOException, SQLException {
    SourceFile file = new SourceFile(request.file(), request.edition());
    Edition edition = request.edition();
    CodeReleases releases =
        new CodeReleases(
            connection,
            new CodeReleases.Release(
                edition.system(),
                edition.word(),
                request.release(),
                request.effective(),
                file.sha256(),
                edition == Edition.ICD_10_CM));
    String refusal = releases.refusal();
    if (!refusal.isEmpty()) {
      err.println("attune: nothing was loaded: " + refusal);
      return false;
    }
    if (releases.loaded()) {
      out.println("This file is loaded already, as " + name() + ": nothing to do.");
      return true;
    }
    out.println("Reading " + name() + ", in force from " + request.effective());
    RowReader reader = new RowReader(rows -> out.println("  " + rows + " rows read"));
    try (BufferedReader content = file.open()) {
      releases.stage(rows -> reader.read(edition, content, rows), shipped());
    }
    return check(reader, releases) && store(reader, releases);
  }

  private boolean check(RowReader reader, CodeReleases releases) throws SQLException {
    List<Problem> problems = reader.problems();
    int count = reader.refused();
    if (problems.isEmpty()) {
      problems = releases.problems();
      count = problems.size();
    }
    if (count == 0 && reader.read() > 0) {
      return true;
    }
    problems.forEach(problem -> err.println("line " + problem.line() + ": " + problem.text()));
    if (count > problems.size()) {
      err.println("and " + (count - problems.size()) + " more");
    }
    err.println(
        count == 0
            ? "attune: nothing was loaded: the file has no rows"
            : "attune: nothing was loaded: "
                + (count >= SHOWN && reader.refused() == 0 ? "at least " : "")
                + count
                + (count == 1 ? " row is" : " rows are")
                + " wrong");
    return false;
  }

  private boolean store(RowReader reader, CodeReleases releases) throws SQLException {
    out.println("  " + reader.read() + " rows read and checked; storing them");
    int codes = releases.store();
    out.println(
        "Loaded "
            + name()
            + ": "
            + codes
            + " codes, "
            + reader.read()
            + " of them from the file, the others known before.");
    if (request.edition() == Edition.ICD_10_CM) {
      out.println("  " + releases.ended() + " codes that were billable are not any more");
    }
    return true;
  }

  private String name() {
    return request.edition().word() + " " + request.release();
  }

  /** The codes that the server brings, from the package on the class path. */
  private List<Known> shipped() throws IOException {
    String path = "/fhir/attune.terminology/CodeSystem-" + request.edition().word() + ".json";
    try (InputStream content = Loading.class.getResourceAsStream(path)) {
      if (content == null) {
        throw new IllegalStateException("No " + path);
      }
      List<Known> known = new ArrayList<>();
      add(known, json.readTree(content).path("concept"), null);
      return known;
    }
  }

  private void add(List<Known> known, JsonNode concepts, @Nullable String parent) {
    for (JsonNode concept : concepts) {
      String code = concept.path("code").asText();
      ObjectNode properties = json.createObjectNode();
      for (JsonNode property : concept.path("property")) {
        for (String type : List.of("valueBoolean", "valueDateTime", "valueString")) {
          if (property.has(type)) {
            properties.put(property.path("code").asText(), property.path(type).asText());
          }
        }
      }
      known.add(
          new Known(code, concept.path("display").asText(null), parent, properties.toString()));
      add(known, concept.path("concept"), code);
    }
  }
}
