package dev.sluice.studio.ui;

import java.util.Set;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;

/** The icons of this bundle by their file names. Images are shared: nobody disposes them. */
public final class Icons {
  private static final Set<String> WITH_ICON = Set.of("python3", "nodejs", "java", "provided");
  private static final String BUNDLE = "dev.sluice.studio.ui";

  private Icons() {}

  /** The icon {@code icons/NAME.svg}. Call on the UI thread. */
  public static Image image(String name) {
    ImageRegistry registry = JFaceResources.getImageRegistry();
    String key = BUNDLE + "/" + name;
    Image image = registry.get(key);
    if (image == null) {
      registry.put(key, descriptor(name));
      image = registry.get(key);
    }
    return image;
  }

  /** How to load the icon. */
  public static ImageDescriptor descriptor(String name) {
    return ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".svg")
        .orElseGet(ImageDescriptor::getMissingImageDescriptor);
  }

  /** The icon of a function. */
  public static Image function(String runtime, boolean enabled) {
    String known = WITH_ICON.contains(runtime) ? runtime : "function";
    return image(enabled ? known : known + "-off");
  }
}
