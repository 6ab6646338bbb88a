package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Installs the FHIR packages that the server ships before it reports ready. A package whose content
 * the database already has is left alone; installing is one transaction, and of several servers on
 * one database one installs while the others wait.
 */
@Component
@Order(PackageInstallation.ORDER)
class PackageInstallation implements ApplicationRunner {

  /** Before whatever needs the packages. */
  static final int ORDER = 0;

  private static final Logger LOG = LoggerFactory.getLogger(PackageInstallation.class);
  private static final List<String> PACKAGES = List.of("attune.terminology", "attune.profiles");
  private static final String MANIFEST = "package.json";
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('attune.installed_package'))";

  private final FhirContext context;
  private final IFhirSystemDao<Bundle, Meta> systemDao;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  PackageInstallation(
      FhirContext context,
      IFhirSystemDao<Bundle, Meta> systemDao,
      JdbcTemplate jdbc,
      TransactionTemplate transactions) {
    this.context = context;
    this.systemDao = systemDao;
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    for (String name : PACKAGES) {
      install(name);
    }
  }

  private void install(String name) throws IOException {
    Map<String, byte[]> files = files(name);
    String hash = hash(files);
    transactions.executeWithoutResult(status -> install(name, files, hash));
  }

  private void install(String name, Map<String, byte[]> files, String hash) {
    jdbc.query(LOCK, row -> {});
    List<String> installed =
        jdbc.queryForList(
            "select sha256 from attune.installed_package where name = ? and version = ?",
            String.class,
            name,
            version(name));
    if (installed.contains(hash)) {
      return;
    }
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    files.values().forEach(content -> add(bundle, content));
    systemDao.transactionNested(Caller.system("install " + name).request(), bundle);
    jdbc.update(
        "insert into attune.installed_package (name, version, sha256) values (?, ?, ?)"
            + " on conflict (name, version)"
            + " do update set sha256 = excluded.sha256, installed_at = now()",
        name,
        version(name),
        hash);
    LOG.info("Installed {} resources of package {}", bundle.getEntry().size(), name);
  }

  private void add(Bundle bundle, byte[] content) {
    Resource resource =
        (Resource)
            context.newJsonParser().parseResource(new String(content, StandardCharsets.UTF_8));
    String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    bundle.addEntry().setResource(resource).getRequest().setMethod(Bundle.HTTPVerb.PUT).setUrl(url);
  }

  private static Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    var found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:fhir/" + name + "/*.json");
    for (var file : found) {
      if (MANIFEST.equals(file.getFilename())) {
        continue;
      }
      files.put(String.valueOf(file.getFilename()), file.getContentAsByteArray());
    }
    if (files.isEmpty()) {
      throw new IllegalStateException("Package " + name + " is missing from the class path");
    }
    return files;
  }

  private static String version(String name) {
    try (var manifest = new ClassPathResource("fhir/" + name + "/" + MANIFEST).getInputStream()) {
      return new ObjectMapper().readTree(manifest).required("version").asText();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("SHA-256 is missing from this Java", absent);
    }
  }
}
