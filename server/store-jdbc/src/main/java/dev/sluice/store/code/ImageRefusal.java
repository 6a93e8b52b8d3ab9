package dev.sluice.store.code;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import org.jspecify.annotations.Nullable;

/** The reasons why an image is not stored. */
final class ImageRefusal {
  private ImageRefusal() {}

  static SluiceException invalid(String detail) {
    return invalid(detail, null);
  }

  static SluiceException invalid(String detail, @Nullable Throwable cause) {
    return new SluiceException(
        ErrorCode.INVALID_IMAGE,
        detail,
        "Send a whole OCI image layout as a tar archive, as 'docker save' (25 or newer), 'podman"
            + " save --format oci-archive' or 'skopeo copy ... oci-archive:FILE' makes it.",
        cause);
  }

  static SluiceException unsafe(String entry, String why) {
    return new SluiceException(
        ErrorCode.UNSAFE_ARCHIVE,
        "The entry " + Refusal.quote(entry) + " of a layer " + why + ".",
        "Build the image again, with paths that stay inside its own root.");
  }

  static SluiceException unsupported(String detail, String hint) {
    return new SluiceException(ErrorCode.IMAGE_UNSUPPORTED, detail, hint);
  }

  static SluiceException tooLarge(String detail) {
    return new SluiceException(
        ErrorCode.ARCHIVE_TOO_LARGE,
        detail,
        "Use a smaller base image, or have the operator raise code.max-archive, code.max-unpacked"
            + " or code.max-entries.");
  }
}
