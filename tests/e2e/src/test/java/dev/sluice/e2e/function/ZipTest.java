package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.e2e.harness.Zips;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Code from archives. */
class ZipTest extends SharedServerTest {

  @Test
  void shouldImportBundledModulesAndPackagesInPython() throws Exception {
    String name = name("zip-py");
    byte[] zip =
        new Zips()
            .file(
                "main.py",
                """
                import greeting
                from package.deep import answer

                def handler(event, context):
                    return [greeting.of(event["name"]), answer.VALUE]
                """)
            .file("greeting.py", "def of(name):\n    return 'hello ' + name\n")
            .file("package/__init__.py", "")
            .file("package/deep/__init__.py", "")
            .file("package/deep/answer.py", "VALUE = 42\n")
            .build();
    FunctionInfo made = create(Sources.spec(name, Sources.PYTHON, CodeSource.ofZip(zip)));
    assertThat(made.code().kind()).isEqualTo("zip");
    assertThat(call(name, "{\"name\":\"Ada\"}").replace(" ", "")).isEqualTo("[\"helloAda\",42]");
  }

  @Test
  void shouldRequireBundledModulesInNode() throws Exception {
    String name = name("zip-js");
    byte[] zip =
        new Zips()
            .file(
                "main.js",
                """
                const greeting = require('./lib/greeting');
                const bundled = require('bundled');
                exports.handler = async (event) => [greeting(event.name), bundled.value];
                """)
            .file("lib/greeting.js", "module.exports = (name) => 'hello ' + name;\n")
            .file("node_modules/bundled/package.json", "{\"main\":\"start.js\"}")
            .file("node_modules/bundled/start.js", "exports.value = 42;\n")
            .build();
    create(Sources.spec(name, Sources.NODE, CodeSource.ofZip(zip)));
    assertThat(call(name, "{\"name\":\"Ada\"}")).isEqualTo("[\"hello Ada\",42]");
  }

  @Test
  void shouldLoadAHandlerInAPackageFolder() throws Exception {
    String python = name("zip-folder-py");
    create(
        Sources.handler(
            Sources.spec(
                python,
                Sources.PYTHON,
                CodeSource.ofZip(
                    new Zips()
                        .file("app/__init__.py", "")
                        .file("app/entry.py", "def run(event, context):\n    return 'in app'\n")
                        .build())),
            "app.entry.run"));
    assertThat(call(python, "{}")).isEqualTo("\"in app\"");
    String node = name("zip-folder-js");
    create(
        Sources.handler(
            Sources.spec(
                node,
                Sources.NODE,
                CodeSource.ofZip(
                    new Zips()
                        .file("app/entry.js", "exports.run = async () => 'in app';")
                        .build())),
            "app/entry.run"));
    assertThat(call(node, "{}")).isEqualTo("\"in app\"");
  }

  @Test
  void shouldKeepUnixModes() throws Exception {
    String name = name("zip-modes");
    byte[] zip =
        new Zips()
            .file(
                "main.py",
                """
                import os, subprocess

                HERE = os.path.dirname(os.path.abspath(__file__))

                def handler(event, context):
                    return {
                        "tool": subprocess.check_output([HERE + "/tool"], text=True),
                        "plain": os.access(HERE + "/plain", os.X_OK),
                    }
                """)
            .file("tool", "#!/bin/sh\nprintf ran\n", 0755)
            .file("plain", "no program\n", 0644)
            .build();
    create(Sources.spec(name, Sources.PYTHON, CodeSource.ofZip(zip)));
    assertThat(call(name, "{}").replace(" ", "")).isEqualTo("{\"tool\":\"ran\",\"plain\":false}");
  }

  @Test
  void shouldFollowLinksThatStayInside() throws Exception {
    String name = name("zip-link");
    byte[] zip =
        new Zips()
            .file("real/text.txt", "linked")
            .link("text.txt", "real/text.txt")
            .file(
                "main.py",
                """
                import os
                def handler(event, context):
                    with open(os.path.join(os.path.dirname(__file__), "text.txt")) as text:
                        return text.read()
                """)
            .build();
    create(Sources.spec(name, Sources.PYTHON, CodeSource.ofZip(zip)));
    assertThat(call(name, "{}")).isEqualTo("\"linked\"");
  }

  @Test
  void shouldGiveBackTheFilesThatWerePut() throws Exception {
    String name = name("zip-back");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    byte[] zip =
        new Zips()
            .file("main.py", "def handler(e, c):\n    return 'put'\n")
            .file("a/b", "c")
            .build();
    FunctionInfo put = client.putZip(name, BodyPublishers.ofByteArray(zip), 1L);
    assertThat(put.revision()).isEqualTo(2);
    assertThat(put.code().kind()).isEqualTo("zip");
    assertThat(call(name, "{}")).isEqualTo("\"put\"");
    TreeMap<String, String> files = new TreeMap<>();
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(client.code(name, "latest").zip()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    assertThat(files)
        .containsOnlyKeys("main.py", "a/b")
        .containsEntry("a/b", "c")
        .containsEntry("main.py", "def handler(e, c):\n    return 'put'\n");
    // The same files have the same digest, whoever puts them and however they are packed.
    String other = name("zip-same");
    byte[] packed =
        new Zips()
            .file("a/b", "c")
            .file("main.py", "def handler(e, c):\n    return 'put'\n")
            .build();
    assertThat(
            create(Sources.spec(other, Sources.PYTHON, CodeSource.ofZip(packed))).code().digest())
        .isEqualTo(put.code().digest());
  }
}
