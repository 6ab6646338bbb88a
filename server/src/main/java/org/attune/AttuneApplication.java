package org.attune;

import java.util.Set;
import org.attune.accounts.AccountCommands;
import org.attune.audit.AuditCommands;
import org.attune.backup.BackupCommands;
import org.attune.demo.DemoAddressCheck;
import org.attune.demo.DemoCommands;
import org.attune.terminology.TerminologyCommands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.data.elasticsearch.ElasticsearchDataAutoConfiguration;
import org.springframework.boot.autoconfigure.data.elasticsearch.ElasticsearchRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchClientAutoConfiguration;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/** Starts the Attune server, or runs one of its commands. */
@SpringBootApplication(
    exclude = {
      ElasticsearchRestClientAutoConfiguration.class,
      ElasticsearchClientAutoConfiguration.class,
      ElasticsearchDataAutoConfiguration.class,
      ElasticsearchRepositoriesAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      QuartzAutoConfiguration.class,
      OAuth2AuthorizationServerAutoConfiguration.class,
      OAuth2AuthorizationServerJwtAutoConfiguration.class
    })
@ConfigurationPropertiesScan
public class AttuneApplication {

  private static final Set<String> COMMANDS = Set.of("backup", "restore");
  private static final String DEMO = "demo";
  private static final String TERMINOLOGY = "terminology";
  private static final String ACCOUNT = "account";
  private static final String AUDIT = "audit";

  public static void main(String[] args) {
    if (args.length > 0 && COMMANDS.contains(args[0])) {
      quietLog();
      System.exit(BackupCommands.ofThisServer().run(args, System.out, System.err));
    }
    if (args.length > 0 && DEMO.equals(args[0])) {
      quietLog();
      System.exit(DemoCommands.run(args, System.getenv(), System.out, System.err));
    }
    if (args.length > 0 && TERMINOLOGY.equals(args[0])) {
      quietLog();
      System.exit(TerminologyCommands.run(args, System.getenv(), System.out, System.err));
    }
    if (args.length > 0 && ACCOUNT.equals(args[0])) {
      quietLog();
      System.exit(AccountCommands.run(args, System.getenv(), System.out, System.err));
    }
    if (args.length > 0 && AUDIT.equals(args[0])) {
      quietLog();
      System.exit(AuditCommands.run(args, System.getenv(), System.out, System.err));
    }
    SpringApplication application = new SpringApplication(AttuneApplication.class);
    application.addListeners(new PortCheck(), new DemoAddressCheck());
    application.run(args);
  }

  /** A command tells its own progress; of the libraries below it only warnings matter. */
  private static void quietLog() {
    LoggingSystem logging = LoggingSystem.get(AttuneApplication.class.getClassLoader());
    logging.beforeInitialize();
    logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
  }
}
