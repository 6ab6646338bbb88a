package org.attune.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BinaryArchiveTest {
  private final Path temp;

  BinaryArchiveTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void linksAndExecutableBitsSurvive() throws Exception {
    BinaryArchive.unpack(
        archive(file("bin/run", 0755), file("share/text", 0644), link("lib/a", "../share/text")),
        temp);
    assertThat(temp.resolve("bin/run")).isExecutable();
    assertThat(Files.getPosixFilePermissions(temp.resolve("share/text"))).hasSize(4);
    assertThat(Files.readSymbolicLink(temp.resolve("lib/a"))).isEqualTo(Path.of("../share/text"));
    assertThat(temp.resolve("lib/a")).hasContent("content");
  }

  @Test
  void entryOutsideTheDirectoryIsRefused() {
    Path inner = temp.resolve("inner");
    assertThatIOException()
        .isThrownBy(() -> BinaryArchive.unpack(archive(file("../escaped", 0644)), inner));
    assertThat(temp.resolve("escaped")).doesNotExist();
  }

  @Test
  void linkToTheOutsideIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> BinaryArchive.unpack(archive(link("lib/a", "../../outside")), temp));
    assertThatIOException()
        .isThrownBy(() -> BinaryArchive.unpack(archive(link("lib/b", "/etc/passwd")), temp));
  }

  @Test
  void sameArchiveIsUnpackedOnceAndOlderOnesGo() throws Exception {
    Path packed = temp.resolve("postgres.txz");
    Files.write(packed, archive(file("bin/run", 0755)).readAllBytes());
    Path parent = Files.createDirectory(temp.resolve("parent"));
    Files.createDirectories(parent.resolve("bin-older/bin"));
    Files.createDirectories(parent.resolve("unpack-halfway/bin"));

    Path home = new BinaryArchive(packed.toUri().toURL()).unpackInto(parent);
    Path mark = Files.createFile(home.resolve("mark"));

    assertThat(new BinaryArchive(packed.toUri().toURL()).unpackInto(parent)).isEqualTo(home);
    assertThat(mark).exists();
    assertThat(parent).isDirectoryNotContaining("glob:**/{bin-older,unpack-*}");
  }

  private record Item(TarArchiveEntry entry, String content) {}

  private static Item file(String name, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode((TarArchiveEntry.DEFAULT_FILE_MODE & ~0777) | mode);
    String content = "content";
    entry.setSize(content.length());
    return new Item(entry, content);
  }

  private static Item link(String name, String target) {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return new Item(entry, "");
  }

  private static ByteArrayInputStream archive(Item... items) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      for (Item item : items) {
        tar.putArchiveEntry(item.entry());
        tar.write(item.content().getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
