package dev.sluice.studio.ui;

import java.util.function.Consumer;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;

/** A view that goes with the function that the user turned to. Confined to the UI thread. */
public abstract class FunctionView extends ViewPart {
  private @Nullable FunctionFollower follower;

  /** Tells from now on which function the user turned to; tells at once where there is one. */
  protected final void follow(Consumer<FunctionRef> turnedTo) {
    follower = new FunctionFollower(getSite().getPage(), turnedTo);
  }

  /** The function that the view is about, which commands mean; null for none. */
  protected @Nullable FunctionRef function() {
    return null;
  }

  @Override
  public void dispose() {
    if (follower != null) {
      follower.dispose();
    }
    super.dispose();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    if (adapter == FunctionRef.class) {
      FunctionRef ref = function();
      return ref == null ? null : adapter.cast(ref);
    }
    return super.getAdapter(adapter);
  }
}
