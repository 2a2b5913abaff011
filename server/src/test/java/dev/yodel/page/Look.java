package dev.yodel.page;

import java.util.List;
import java.util.stream.Stream;

/** A colour scheme and a size of the window. */
record Look(boolean dark, int width, int height) {

  static final Look LIGHT_WIDE = new Look(false, 1280, 800);

  /** Both schemes at every width the page promises to look right at. */
  static List<Look> all() {
    return Stream.of(false, true)
        .flatMap(
            dark ->
                Stream.of(
                    new Look(dark, 1280, 800), new Look(dark, 768, 1024), new Look(dark, 320, 640)))
        .toList();
  }

  /** Both schemes where there is room. */
  static List<Look> wide() {
    return all().stream().filter(look -> look.width() == LIGHT_WIDE.width()).toList();
  }

  /** A name for files. */
  String name() {
    return (dark ? "dark-" : "light-") + width;
  }

  @Override
  public String toString() {
    return name();
  }
}
