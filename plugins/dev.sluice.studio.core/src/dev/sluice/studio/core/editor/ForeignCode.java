package dev.sluice.studio.core.editor;

import dev.sluice.api.CodeInfo;
import dev.sluice.api.CodeSource;
import org.jspecify.annotations.Nullable;

/** What people are told of code that is not edited in Studio: where it is, and how to change it. */
public final class ForeignCode {
  private ForeignCode() {}

  /**
   * A sentence or two, an empty line, and a command.
   *
   * @param function name
   * @param code of the function, which is no text
   */
  public static String note(String function, CodeInfo code) {
    String command = "\n\n    sluice function ";
    return switch (code.kind()) {
      case "git" -> {
        CodeSource.Git git = code.git();
        yield "The code comes from "
            + (git == null || git.url() == null ? "a Git repository" : git.url())
            + commit(code)
            + " and cannot be edited here. Push a change there, then run:"
            + command
            + "refresh "
            + function;
      }
      case "object" ->
          "The code comes from "
              + place(code.object())
              + " and cannot be edited here. Put another archive there, then run:"
              + command
              + "refresh "
              + function;
      case "image" -> {
        CodeSource.Image image = code.image();
        yield image == null || image.serverPath() == null
            ? "The code is an image of a root file system and cannot be edited here. To change it, "
                + "build another image and run:"
                + command
                + "update "
                + function
                + " --image FILE"
            : "The code is the image "
                + image.serverPath()
                + " on the server and cannot be edited here. Put another one there, then run:"
                + command
                + "refresh "
                + function;
      }
      default ->
          "The code was deployed as an archive, so it is shown as a list of files and cannot be "
              + "edited here. To change it, edit the folder it came from and run:"
              + command
              + "update "
              + function
              + " --code FOLDER";
    };
  }

  private static String commit(CodeInfo code) {
    String revision = code.revision();
    return revision == null
        ? ""
        : " (commit " + revision.substring(0, Math.min(10, revision.length())) + ")";
  }

  private static String place(CodeSource.@Nullable StoredObject object) {
    if (object == null) {
      return "an archive elsewhere";
    }
    return object.url() != null ? object.url() : object.bucket() + "/" + object.key();
  }
}
