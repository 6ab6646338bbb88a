package org.attune.smart.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.attune.kernel.PublicAddress;
import org.springframework.stereotype.Component;

/**
 * Answers discovery, always as JSON. A servlet, because the FHIR servlet owns everything else below
 * {@code /fhir}.
 */
@Component
final class DiscoveryServlet extends HttpServlet {

  static final String SMART = "/fhir/.well-known/smart-configuration";
  static final String OPEN_ID = "/.well-known/openid-configuration";

  private static final long serialVersionUID = 1L;

  private final transient PublicAddress address;
  private final transient ObjectMapper json = new ObjectMapper();

  DiscoveryServlet(PublicAddress address) {
    this.address = address;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String root =
        address.root(request.getScheme(), request.getServerName(), request.getServerPort());
    boolean openId = request.getRequestURI().endsWith("openid-configuration");
    byte[] body = json.writeValueAsBytes(openId ? Documents.openId(root) : Documents.smart(root));
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
