package dev.sluice.studio.ui.wizard;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.editor.DraftCheck;
import dev.sluice.studio.core.editor.RuntimeNames;
import dev.sluice.studio.core.template.Template;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;

/** Asks for name, runtime and template. */
final class NewFunctionPage extends WizardPage {
  private final StudioSession session;
  private Text name;
  private Combo runtime;
  private TableViewer templates;
  private Label about;
  private Text preview;
  private boolean waiting;

  NewFunctionPage(StudioSession session) {
    super("function", "New Function", null);
    this.session = session;
    setMessage("Name the function and choose what it starts from.");
  }

  @Override
  public void createControl(Composite parent) {
    Composite form = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 12).spacing(10, 8).applyTo(form);
    caption(form, "&Name:", SWT.CENTER);
    name = StudioIds.mark(new Text(form, SWT.BORDER), "wizard.name");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
    caption(form, "&Runtime:", SWT.CENTER);
    runtime = StudioIds.mark(new Combo(form, SWT.READ_ONLY | SWT.DROP_DOWN), "wizard.runtime");
    GridDataFactory.swtDefaults().hint(160, SWT.DEFAULT).applyTo(runtime);
    caption(form, "&Template:", SWT.BEGINNING);
    Composite choice = new Composite(form, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 6).applyTo(choice);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(choice);
    createTemplates(choice);
    preview =
        StudioIds.mark(
            new Text(choice, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL),
            "wizard.preview");
    preview.setFont(JFaceResources.getTextFont());
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 220).applyTo(preview);
    about = new Label(choice, SWT.WRAP);
    about.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(300, 2 * 18).applyTo(about);
    fill();
    setControl(form);
    name.setFocus();
  }

  /** What to create. */
  FunctionSpec spec() {
    Template template = selected();
    if (template == null) {
      throw new IllegalStateException("no template is selected, yet the page was complete");
    }
    return new FunctionSpec(
        name.getText().strip(),
        template.runtime(),
        template.handler(),
        CodeSource.ofInline(template.code()),
        null,
        null,
        null,
        Map.of(Template.LABEL, template.id()),
        template.description());
  }

  /** Shows that the server is being asked, or no longer. */
  void waiting(boolean now) {
    waiting = now;
    if (now) {
      setErrorMessage(null);
      setMessage("Creating " + name.getText().strip() + "…");
    } else {
      setMessage("Name the function and choose what it starts from.");
    }
    name.setEnabled(!now);
    setPageComplete(!now);
  }

  private void createTemplates(Composite parent) {
    templates = new TableViewer(parent, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
    StudioIds.mark(templates.getTable(), "wizard.templates");
    GridDataFactory.fillDefaults().hint(170, 220).applyTo(templates.getTable());
    templates.setContentProvider(ArrayContentProvider.getInstance());
    templates.setLabelProvider(
        new LabelProvider() {
          @Override
          public String getText(Object template) {
            return ((Template) template).title();
          }

          @Override
          public Image getImage(Object template) {
            return Icons.function(((Template) template).runtime(), true);
          }
        });
  }

  private void fill() {
    List<String> names =
        RuntimeNames.of(session.server().link().status()).stream()
            .filter(each -> !session.templates().of(each).isEmpty())
            .toList();
    runtime.setItems(names.toArray(String[]::new));
    runtime.select(0);
    name.addListener(SWT.Modify, e -> check());
    runtime.addListener(SWT.Selection, e -> showTemplates());
    templates.addSelectionChangedListener(e -> showTemplate());
    showTemplates();
    setPageComplete(false);
  }

  private void showTemplates() {
    Template before = selected();
    List<Template> offered = session.templates().of(runtime.getText());
    templates.setInput(offered);
    offered.stream()
        .filter(each -> before != null && each.id().equals(before.id()))
        .findFirst()
        .or(() -> offered.stream().findFirst())
        .ifPresent(each -> templates.setSelection(new StructuredSelection(each), true));
  }

  private void showTemplate() {
    Template template = selected();
    preview.setText(template == null ? "" : template.code());
    about.setText(template == null ? "" : template.description());
    check();
  }

  private void check() {
    if (waiting) {
      return;
    }
    String typed = name.getText().strip();
    String problem = DraftCheck.name(typed);
    if (problem == null && session.catalog().find(typed).isPresent()) {
      problem = "There is a function with this name already.";
    }
    // An empty name is no mistake yet: the user has not come to it.
    setErrorMessage(typed.isEmpty() ? null : problem);
    setPageComplete(problem == null && selected() != null);
  }

  private @Nullable Template selected() {
    return (Template) templates.getStructuredSelection().getFirstElement();
  }

  private static void caption(Composite parent, String text, int align) {
    Label label = new Label(parent, SWT.NONE);
    label.setText(text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, align).applyTo(label);
  }
}
