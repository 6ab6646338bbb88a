package org.attune.store;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** The part of XHTML that a narrative may use: FHIR R4, Narrative, constraints txt-1 and txt-2. */
final class SafeXhtml {

  private static final Set<String> ELEMENTS =
      Set.of(
          ("a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd"
                  + " dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li map ol p pre q samp small"
                  + " span strong sub sup table tbody td tfoot th thead tr tt ul var")
              .split(" "));

  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("abbr accesskey align alt axis border cellpadding cellspacing char charoff cite class"
                  + " colspan coords dir frame headers height href hreflang id lang longdesc name"
                  + " nohref rel rowspan rules scope shape span src start style summary tabindex"
                  + " title type usemap valign value width xml:lang xmlns")
              .split(" "));

  private static final Set<String> ADDRESSES = Set.of("href", "src", "cite", "longdesc", "usemap");

  /** An address without a scheme, or with one that runs nothing. */
  private static final Pattern SAFE_ADDRESS =
      Pattern.compile("(?s)(?:https?|mailto|tel|urn|oid|cid):.*|data:image/.*|[^:]*|[^:]*[/?#].*");

  private static final Pattern ACTIVE_STYLE =
      Pattern.compile("(?s).*(?:expression|javascript|url\\s*\\(|@import|behaviou?r|\\\\).*");

  private static final Pattern IGNORED = Pattern.compile("[\\p{Cntrl}\\s]+");

  private SafeXhtml() {}

  /** Whether the node and all below it only format, link and show images. */
  static boolean isSafe(XhtmlNode node) {
    if (node.getNodeType() == NodeType.Element) {
      if (!ELEMENTS.contains(node.getName()) || !areSafe(node.getAttributes())) {
        return false;
      }
    } else if (node.getNodeType() == NodeType.Instruction
        || node.getNodeType() == NodeType.DocType) {
      return false;
    }
    return !node.hasChildren() || node.getChildNodes().stream().allMatch(SafeXhtml::isSafe);
  }

  private static boolean areSafe(Map<String, String> attributes) {
    return attributes.entrySet().stream().allMatch(SafeXhtml::isSafe);
  }

  private static boolean isSafe(Map.Entry<String, String> attribute) {
    String name = attribute.getKey();
    String text = attribute.getValue() == null ? "" : attribute.getValue();
    // Browsers skip white space and control characters within a scheme.
    String value = IGNORED.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    if (!ATTRIBUTES.contains(name)) {
      return false;
    }
    if (ADDRESSES.contains(name)) {
      return SAFE_ADDRESS.matcher(value).matches();
    }
    return !name.equals("style") || !ACTIVE_STYLE.matcher(value).matches();
  }
}
