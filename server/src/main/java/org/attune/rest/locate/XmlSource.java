package org.attune.rest.locate;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.attune.rest.locate.Problems.Spot;

/** Opens an XML body for reading with DTDs and external entities off. */
final class XmlSource {

  private XmlSource() {}

  static XMLStreamReader open(byte[] body) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    // An attachment is one attribute in FHIR XML; the body limit bounds it, not the XML reader.
    optional(factory, "com.ctc.wstx.maxAttributeSize", Integer.MAX_VALUE);
    optional(factory, "com.ctc.wstx.maxElementDepth", 500);
    optional(factory, "com.ctc.wstx.lazyParsing", false);
    return factory.createXMLStreamReader(new ByteArrayInputStream(body));
  }

  static Spot spot(XMLStreamReader reader) {
    var location = reader.getLocation();
    return new Spot(location.getLineNumber(), location.getColumnNumber());
  }

  private static void optional(XMLInputFactory factory, String name, Object value) {
    if (factory.isPropertySupported(name)) {
      factory.setProperty(name, value);
    }
  }
}
