package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the commands of the README's first ten minutes in one shell, as a reader would, and looks in
 * what they print for the lines that the README shows, in their order.
 */
public final class ReadmeCommands {

  private static final Logger LOG = LoggerFactory.getLogger(ReadmeCommands.class);
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## The first ten minutes$(.*?)^### Synthea$");

  /** A block, its language if it has one, and the box of what it prints. */
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```\\n(?:```text\\n(.*?)^```\\n)?");

  private static final String MARK = "@@@@ block ";

  private final String root;
  private final Path directory;

  /**
   * Commands for a server.
   *
   * @param root its address, in place of the README's
   * @param directory where the shell runs; the operator's token is in {@code attune-data} below it
   */
  public ReadmeCommands(String root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  /** Runs the blocks; returns how many there were, or 0, and says so, where there is no curl. */
  public int run() throws IOException, InterruptedException {
    List<String> commands = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    Matcher section = SECTION.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(section.find()).as("the section of the README").isTrue();
    Matcher blocks = BLOCK.matcher(section.group(1));
    while (blocks.find()) {
      boolean ofThisShell = blocks.group(1).isEmpty();
      if (ofThisShell && !blocks.group(2).startsWith("server/target/attune/bin/attune")) {
        commands.add(blocks.group(2).replace("http://127.0.0.1:8080", root));
        expected.add(blocks.group(3) == null ? "" : blocks.group(3));
      }
    }
    if (shell("curl --version").isEmpty()) {
      LOG.warn("Left out: the commands of the README, as there is no curl");
      return 0;
    }
    String[] printed = shell(script(commands)).split(MARK + "\\d+\n", -1);
    for (int index = 0; index < commands.size(); index++) {
      check(commands.get(index), expected.get(index), printed[index + 1]);
    }
    return commands.size();
  }

  private static String script(List<String> commands) {
    StringBuilder script = new StringBuilder();
    for (int index = 0; index < commands.size(); index++) {
      script.append("echo '").append(MARK).append(index).append("'\n").append(commands.get(index));
    }
    return script.toString();
  }

  private static void check(String command, String expected, String printed) {
    assertThat(printed).as(command).isNotBlank();
    int from = 0;
    for (String line : expected.lines().toList()) {
      int at = printed.indexOf(line.strip(), from);
      assertThat(at)
          .as("%s%nshould print, in this order:%n%s%nbut printed:%n%s", command, expected, printed)
          .isNotNegative();
      from = at + line.strip().length();
    }
  }

  private String shell(String script) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("bash", "-c", script).directory(directory.toFile()).start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return printed;
  }
}
