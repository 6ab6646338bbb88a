package org.attune.smart.discovery;

/** Paths of the authorization server. */
public final class Endpoints {

  /** Where people authorize apps. */
  public static final String AUTHORIZE = "/oauth2/authorize";

  /** Where clients get tokens. */
  public static final String TOKEN = "/oauth2/token";

  /** Where clients ask what a token stands for. */
  public static final String INTROSPECT = "/oauth2/introspect";

  /** Where clients give tokens back. */
  public static final String REVOKE = "/oauth2/revoke";

  /** The public keys that id tokens are verified with. */
  public static final String KEYS = "/oauth2/jwks";

  /** Where people see and revoke the apps that they authorized. */
  public static final String MANAGE = "/account/apps";

  private Endpoints() {}
}
