package org.attune.database.embedded;

import java.util.Locale;
import java.util.Optional;

/**
 * Operating system and processor, as the names of the binaries on the class path spell them.
 *
 * @param system {@code linux} or {@code darwin}
 * @param architecture {@code x86_64} or {@code arm_64}
 */
record Platform(String system, String architecture) {

  /** Reads the JVM's {@code os.name} and {@code os.arch}; empty where no binaries are made for. */
  static Optional<Platform> of(String osName, String osArch) {
    return system(osName.toLowerCase(Locale.ROOT))
        .flatMap(
            system ->
                architecture(osArch.toLowerCase(Locale.ROOT))
                    .map(architecture -> new Platform(system, architecture)));
  }

  private static Optional<String> system(String osName) {
    if (osName.startsWith("linux")) {
      return Optional.of("linux");
    }
    return osName.startsWith("mac") ? Optional.of("darwin") : Optional.empty();
  }

  private static Optional<String> architecture(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> Optional.of("x86_64");
      case "aarch64", "arm64" -> Optional.of("arm_64");
      default -> Optional.empty();
    };
  }

  /** Class path name of the archive with this platform's binaries. */
  String archiveName() {
    return "postgres-" + system + "-" + architecture + ".txz";
  }

  /** The locale for character classes; macOS has no C.UTF-8. */
  String characterLocale() {
    return system.equals("darwin") ? "en_US.UTF-8" : "C.UTF-8";
  }
}
