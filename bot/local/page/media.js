// Photos and files in a bubble. Knows sizes and links, and nothing of chats.

import { make } from "./element.js";

// on.file(file_id): its address
export function mediaOf(message, on) {
  if (message.photo) return photo(message, on);
  if (message.document) return file(message.document, on);
  return null;
}

function photo(message, on) {
  const largest = message.photo.reduce((best, size) => (size.width > best.width ? size : best));
  const link = make("a", "photo");
  const picture = make("img");
  link.href = on.file(largest.file_id);
  link.target = "_blank";
  link.rel = "noopener";
  picture.src = link.href;
  picture.alt = message.caption || "Photo";
  if (largest.width && largest.height) [picture.width, picture.height] = [largest.width, largest.height];
  link.append(picture);
  return link;
}

function file(given, on) {
  const name = given.file_name ?? "File";
  const link = make("a", "file");
  const sign = make("span", "file-sign", extension(name));
  const about = make("span", "file-about");
  sign.setAttribute("aria-hidden", "true");
  about.append(make("strong", "", name), make("span", "file-size", `Download, ${size(given.file_size ?? 0)}`));
  link.href = on.file(given.file_id);
  link.download = name;
  link.append(sign, about);
  return link;
}

const extension = (name) => (/\.([A-Za-z0-9]{1,4})$/.exec(name)?.[1] ?? "").toUpperCase();

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
