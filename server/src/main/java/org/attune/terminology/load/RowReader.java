package org.attune.terminology.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.attune.store.CodeReleases.Problem;
import org.attune.store.CodeReleases.Rows;
import org.attune.terminology.rules.CodeRow;
import org.attune.terminology.rules.OrderFile;
import org.attune.terminology.rules.RowException;
import org.attune.terminology.rules.Table;

/** Reads the rows of a file, one at a time, and notes those that cannot be read. */
final class RowReader {

  private static final int SHOWN = 20;
  private static final int STEP = 10_000;

  private final ObjectMapper json = new ObjectMapper();
  private final List<Problem> problems = new ArrayList<>();
  private final IntConsumer progress;
  private int read;
  private int refused;

  /**
   * A reader.
   *
   * @param progress is told the number of rows read, now and then
   */
  RowReader(IntConsumer progress) {
    this.progress = progress;
  }

  /** The first faults, of all that were found. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** How many rows could not be read. */
  int refused() {
    return refused;
  }

  /** How many rows were read. */
  int read() {
    return read;
  }

  void read(Edition edition, BufferedReader file, Rows rows) throws IOException, SQLException {
    switch (edition) {
      case ICD_10_CM -> orderFile(file, rows);
      case LOINC -> loinc(file, rows);
      case CPT -> cpt(file, rows);
    }
  }

  private interface Parsing {
    CodeRow row() throws RowException;
  }

  private void add(int line, Rows rows, Parsing parsing) throws SQLException {
    try {
      CodeRow row = parsing.row();
      rows.add(line, row.code(), row.display(), json.writeValueAsString(row.properties()));
      read++;
      if (read % STEP == 0) {
        progress.accept(read);
      }
    } catch (RowException fault) {
      note(line, String.valueOf(fault.getMessage()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void note(int line, String text) {
    refused++;
    if (problems.size() < SHOWN) {
      problems.add(new Problem(line, text));
    }
  }

  private void orderFile(BufferedReader file, Rows rows) throws IOException, SQLException {
    int number = 0;
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      number++;
      String text = SourceFile.text(line);
      if (!text.isBlank()) {
        add(number, rows, () -> OrderFile.row(text));
      }
    }
  }

  private void loinc(BufferedReader file, Rows rows) throws IOException, SQLException {
    try (CSVParser parser = CSVFormat.RFC4180.parse(file)) {
      Table.Columns columns = null;
      for (CSVRecord record : parser) {
        int line = (int) Math.max(1, parser.getCurrentLineNumber());
        if (columns == null) {
          columns = columns(Table.LOINC, texts(record));
          if (columns == null) {
            return;
          }
          continue;
        }
        Table.Columns known = columns;
        add(line, rows, () -> known.row(cells(texts(record))));
      }
    }
  }

  private static List<String> texts(CSVRecord record) {
    return record.stream().map(SourceFile::text).toList();
  }

  private void cpt(BufferedReader file, Rows rows) throws IOException, SQLException {
    Table.Columns columns = null;
    int number = 0;
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      number++;
      List<String> cells = Arrays.asList(SourceFile.text(line).split("\t", -1));
      if (columns == null) {
        columns = columns(Table.CPT, cells);
        if (columns == null) {
          return;
        }
      } else if (!line.isBlank()) {
        Table.Columns known = columns;
        add(number, rows, () -> known.row(cells(cells)));
      }
    }
  }

  private static Table.Cells cells(List<String> row) {
    return column -> column < row.size() ? row.get(column) : "";
  }

  private Table.@org.jspecify.annotations.Nullable Columns columns(Table table, List<String> row) {
    try {
      return table.columns(row);
    } catch (RowException fault) {
      note(1, String.valueOf(fault.getMessage()));
      return null;
    }
  }
}
