package org.attune.smart.discovery;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.attune.kernel.Digests;
import org.springframework.stereotype.Component;

/**
 * Colours and measures that apps may take on ({@code smart_style_url}). The address holds a hash of
 * the content, so that other content has another address.
 */
@Component
public final class SmartStyles extends HttpServlet {

  /** Where style sheets are. */
  public static final String PATH = "/oauth2/styles/";

  private static final long serialVersionUID = 1L;

  private static final String CONTENT =
      """
      {"color_background":"#ffffff","color_error":"#b3261e","color_highlight":"#1f5f8b",\
      "color_modal_backdrop":"","color_success":"#2e7d32","color_text":"#1c1b1f",\
      "dim_border_radius":"6px","dim_font_size":"16px","dim_spacing_size":"16px",\
      "font_family_body":"system-ui, sans-serif","font_family_heading":"system-ui, sans-serif"}""";

  private static final String NAME =
      HexFormat.of().formatHex(Digests.sha256(CONTENT)).substring(0, 16) + ".json";

  /** Path of the style sheet in use. */
  public static String path() {
    return PATH + NAME;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getRequestURI().equals(path())) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.getOutputStream().write(CONTENT.getBytes(StandardCharsets.UTF_8));
  }
}
