package dev.sluice.studio.ui.functions;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.VersionInfo;
import dev.sluice.studio.core.functions.FunctionNode;
import dev.sluice.studio.core.functions.TreeNode;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.StyledString.Styler;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.TextStyle;

/** What the lines of the function tree say. */
final class FunctionLabels extends LabelProvider implements IStyledLabelProvider {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
  private static final Styler FAINT =
      new Styler() {
        @Override
        public void applyStyles(TextStyle style) {
          style.foreground = Ink.FAINT;
        }
      };

  private final ZoneId zone;

  FunctionLabels(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public StyledString getStyledText(Object element) {
    if (element instanceof FunctionNode node) {
      return function(node);
    }
    if (element instanceof TreeNode.Version version) {
      return version(version.info());
    }
    if (element instanceof TreeNode.Alias alias) {
      return new StyledString(alias.info().name()).append("  " + weights(alias.info()), FAINT);
    }
    return element instanceof TreeNode.Note note
        ? new StyledString(note.text(), FAINT)
        : new StyledString();
  }

  @Override
  public String getText(Object element) {
    return getStyledText(element).getString();
  }

  @Override
  public Image getImage(Object element) {
    if (element instanceof FunctionNode node) {
      return Icons.function(node.info().runtime(), node.enabled());
    }
    if (element instanceof TreeNode.Alias alias) {
      return Icons.image(alias.info().weights().size() > 1 ? "alias-split" : "alias");
    }
    return Icons.image(element instanceof TreeNode.Version ? "version" : "waiting");
  }

  private static StyledString function(FunctionNode node) {
    FunctionInfo info = node.info();
    StyledString text = new StyledString();
    text.append(info.name(), node.enabled() ? null : FAINT);
    if (!node.enabled()) {
      text.append("  disabled", FAINT);
    } else if (info.publishedVersion() != null) {
      text.append("  v" + info.publishedVersion(), FAINT);
    }
    return text;
  }

  private StyledString version(VersionInfo info) {
    StyledString text = new StyledString("Version " + info.version());
    String description = info.description();
    return text.append(
        "  "
            + (description == null || description.isEmpty()
                ? DAY.withZone(zone).format(info.createdAt())
                : description),
        FAINT);
  }

  /** {@code 90% v1, 10% v2}; just the version when it gets everything. */
  private static String weights(AliasInfo alias) {
    if (alias.weights().size() == 1) {
      return "v" + alias.weights().keySet().iterator().next();
    }
    return alias.weights().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(weight -> percent(weight.getValue()) + " v" + weight.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent)
        ? (int) percent + "%"
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }
}
