package dev.sluice.benchmark;

import dev.sluice.api.CodeSource;
import java.util.List;

/** A language with its echo function and its bare interpreter. */
enum Language {
  PYTHON("Python", "python3", "# version %d\ndef handler(event, context):\n    return event\n"),
  NODE("Node", "nodejs", "// version %d\nexports.handler = async (event) => event;\n"),
  JAVA("Java", "java", "");

  /** Those whose warm calls are measured, as the bound has children in them. */
  static final List<Language> WARM = List.of(PYTHON, NODE);

  private final String title;
  private final String runtime;
  private final String code;

  Language(String title, String runtime, String code) {
    this.title = title;
    this.runtime = runtime;
    this.code = code;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** The platform's name of the runtime. */
  String runtime() {
    return runtime;
  }

  /** The function's name on the platform. */
  String function() {
    return "echo-" + runtime;
  }

  /** The echo function's handler. */
  String handler() {
    return this == JAVA ? JavaEcho.HANDLER : "main.handler";
  }

  /** The code of the echo function; every number gives another digest. */
  CodeSource code(int number) {
    return this == JAVA
        ? CodeSource.ofZip(JavaEcho.zip(number))
        : CodeSource.ofInline(code.formatted(number));
  }

  /** The shortest useful program of the bare interpreter: write one JSON object, and end. */
  List<String> hello() {
    return switch (this) {
      case PYTHON ->
          List.of(
              "/usr/bin/python3",
              "-S",
              "-E",
              "-I",
              "-c",
              "import json; print(json.dumps({'hi': 1}))");
      case NODE -> List.of("/usr/bin/node", "-e", "console.log(JSON.stringify({hi: 1}))");
      case JAVA -> JavaEcho.hello();
    };
  }
}
