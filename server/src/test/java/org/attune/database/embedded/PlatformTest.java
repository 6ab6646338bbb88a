package org.attune.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.attune.database.DatabaseStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
  })
  void supportedPlatformNamesItsArchive(String osName, String osArch, String archive) {
    assertThat(Platform.of(osName, osArch).map(Platform::archiveName)).contains(archive);
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, s390x", "SunOS, sparcv9"})
  void otherPlatformsHaveNone(String osName, String osArch) {
    assertThat(Platform.of(osName, osArch)).isEmpty();
  }

  @Test
  void platformWithoutBinariesIsToldToNameADatabase() {
    assertThatThrownBy(() -> BinaryArchive.find(Optional.empty(), getClass().getClassLoader()))
        .isInstanceOfSatisfying(
            DatabaseStartException.class,
            refusal -> assertThat(refusal.action()).contains("--attune.db.url"));
  }

  @Test
  void platformWhoseBinariesWereNotBuiltInIsToldTheSame() {
    Optional<Platform> elsewhere = Optional.of(new Platform("plan9", "mips"));
    assertThatThrownBy(() -> BinaryArchive.find(elsewhere, getClass().getClassLoader()))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("no PostgreSQL for this operating system");
  }
}
