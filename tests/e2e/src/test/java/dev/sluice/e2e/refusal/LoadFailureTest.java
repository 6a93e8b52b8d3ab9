package dev.sluice.e2e.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionError;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.InvocationInfo;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.e2e.harness.Zips;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that do not load. */
class LoadFailureTest extends SharedServerTest {

  @Test
  void shouldSayThatAModuleIsMissingInPython() throws Exception {
    FunctionError error = load(Sources.python(name("load"), "import no_such_module\n"));
    assertThat(error.type()).isEqualTo("ModuleNotFoundError");
    assertThat(error.message()).contains("no_such_module");
  }

  @Test
  void shouldSayThatAModuleIsMissingInNode() throws Exception {
    FunctionError error = load(Sources.node(name("load"), "require('no-such-module');"));
    assertThat(error.message()).contains("no-such-module");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldSayThatTheHandlersModuleIsMissing(String runtime) throws Exception {
    FunctionSpec spec =
        Sources.spec(
            name("load"), runtime, CodeSource.ofZip(new Zips().file("other.txt", "x").build()));
    assertThat(load(spec).message()).contains("main");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldSayThatTheHandlersFunctionIsMissing(String runtime) throws Exception {
    FunctionSpec spec = Sources.either(name("load"), runtime, "other = 1\n", "exports.other = 1;");
    assertThat(load(spec).message()).contains("handler");
    FunctionSpec number =
        Sources.either(name("load"), runtime, "handler = 1\n", "exports.handler = 1;");
    assertThat(load(number).message()).contains("handler");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldShowTheLineOfASyntaxError(String runtime) throws Exception {
    FunctionSpec spec =
        Sources.either(
            name("load"),
            runtime,
            "import os\n\ndef handler(event, context)\n    return 1\n",
            "const os = 1;\n\nexports.handler = async ( => 1;\n");
    FunctionError error = load(spec);
    assertThat(error.type()).isEqualTo("SyntaxError");
    assertThat(error.message() + " " + error.stack()).containsPattern("(line |main\\.js:)3");
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldReportWhatTheModuleRaisesOrThatItExits(String runtime) throws Exception {
    FunctionSpec raises =
        Sources.either(
            name("load"),
            runtime,
            "raise ValueError('at load')\n",
            "throw new RangeError('at load');");
    FunctionError error = load(raises);
    assertThat(error.type()).isIn("ValueError", "RangeError");
    assertThat(error.message()).contains("at load");
    load(Sources.either(name("load"), runtime, "import os\nos._exit(3)\n", "process.exit(3);"));
  }

  /** Creates it, sees its first call fail to load, mends it and sees it answer. */
  private FunctionError load(FunctionSpec spec) throws Exception {
    create(spec);
    InvokeResult first = fail(spec.name(), ErrorCode.FUNCTION_LOAD_FAILED);
    InvocationInfo record = client.invocation(first.invocation());
    assertThat(record.status()).isEqualTo("failed");
    assertThat(record.error()).isEqualTo(first.problem().error());
    fail(spec.name(), ErrorCode.FUNCTION_LOAD_FAILED);
    client.updateFunction(
        spec.name(),
        Sources.onlyCode(
            spec.runtime().equals(Sources.PYTHON) ? Sources.PYTHON_ECHO : Sources.NODE_ECHO),
        null);
    assertThat(call(spec.name(), "5")).isEqualTo("5");
    return first.problem().error();
  }
}
