package dev.yodel.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the browser tells assistive technology about a page. */
final class AccessibilityTree {

  private final Map<String, JsonObject> nodes = new HashMap<>();

  AccessibilityTree(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    JsonArray all = session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes");
    all.forEach(node -> nodes.put(text(node, "nodeId"), node.getAsJsonObject()));
    session.detach();
  }

  /** The texts inside live regions: what is added to them is announced. */
  List<String> announced() {
    List<String> texts = new ArrayList<>();
    nodes.values().stream().filter(AccessibilityTree::isLive).forEach(node -> read(node, texts));
    return texts;
  }

  private static boolean isLive(JsonObject node) {
    if (!node.has("properties")) {
      return false;
    }
    for (JsonElement property : node.getAsJsonArray("properties")) {
      JsonObject value = property.getAsJsonObject().getAsJsonObject("value");
      if (text(property, "name").equals("live") && !text(value, "value").equals("off")) {
        return true;
      }
    }
    return false;
  }

  private void read(JsonObject node, List<String> texts) {
    if (node.has("role") && text(node.get("role"), "value").equals("StaticText")) {
      texts.add(text(node.get("name"), "value"));
    }
    if (node.has("childIds")) {
      node.getAsJsonArray("childIds").forEach(id -> read(nodes.get(id.getAsString()), texts));
    }
  }

  private static String text(JsonElement of, String field) {
    return of.getAsJsonObject().get(field).getAsString();
  }
}
