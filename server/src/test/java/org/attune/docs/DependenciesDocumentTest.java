package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Each dependency and plugin that a pom names has a row with licence and reason. */
class DependenciesDocumentTest {

  private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9._*-]+)`");
  private static final Set<String> KINDS = Set.of("dependency", "plugin", "parent");

  @Test
  void everyDirectDependencyAndPluginIsInTheDocument() throws Exception {
    List<Pattern> documented = documented();
    Set<String> used = used();

    assertThat(used).contains("postgresql", "spring-boot-starter-parent", "checkstyle");
    assertThat(used)
        .allSatisfy(
            name ->
                assertThat(documented)
                    .as("a row of docs/dependencies.md for %s", name)
                    .anyMatch(row -> row.matcher(name).matches()));
  }

  private static List<Pattern> documented() throws IOException {
    String rows =
        Files.readString(Path.of("..", "docs", "dependencies.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .reduce("", (left, right) -> left + "\n" + right);
    return NAME.matcher(rows)
        .results()
        .map(found -> Pattern.compile(found.group(1).replace(".", "\\.").replace("*", ".*")))
        .toList();
  }

  private static Set<String> used() throws Exception {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files =
        Files.find(Path.of(".."), 2, (file, info) -> file.endsWith("pom.xml"))) {
      for (Path pom : files.toList()) {
        Element project =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        for (String kind : KINDS) {
          for (Element use : elements(project.getElementsByTagName(kind))) {
            if (counts(use) && !"org.attune".equals(child(use, "groupId"))) {
              names.add(child(use, "artifactId"));
            }
          }
        }
      }
    }
    return names;
  }

  /**
   * What a pom manages without using it counts only as a plugin: plugins are managed to be used.
   */
  private static boolean counts(Element use) {
    for (Node above = use.getParentNode(); above != null; above = above.getParentNode()) {
      if ("dependencyManagement".equals(above.getNodeName())) {
        return false;
      }
    }
    return true;
  }

  private static String child(Element parent, String name) {
    return elements(parent.getChildNodes()).stream()
        .filter(element -> element.getTagName().equals(name))
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < nodes.getLength(); index++) {
      if (nodes.item(index) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
