package org.attune.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * An external PostgreSQL to use in place of the embedded one.
 *
 * @param url JDBC URL of a PostgreSQL 14 or newer; absent means the embedded database
 * @param username role that owns the tables
 * @param password password of that role
 */
@ConfigurationProperties("attune.db")
record DatabaseProperties(
    @Nullable String url, @Nullable String username, @Nullable String password) {

  boolean external() {
    return url != null && !url.isBlank();
  }

  @Override
  public String toString() {
    return "DatabaseProperties[" + (external() ? "external" : "embedded") + "]";
  }
}
