//! Layers that are not shown: what is on them stays behind, and so does what they are called.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The layers that a reader does not show when it opens the document.
pub fn hidden(document: &Document) -> HashSet<ObjectId> {
    let list = |dictionary: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
        let list = dictionary.get_deref(key, document).and_then(Object::as_array);
        list.map_or_else(
            |_| Vec::new(),
            |items| items.iter().filter_map(|item| item.as_reference().ok()).collect(),
        )
    };
    let root = document.trailer.get_deref(b"Root", document).and_then(Object::as_dict);
    let Ok(layers) =
        root.and_then(|root| root.get_deref(b"OCProperties", document)).and_then(Object::as_dict)
    else {
        return HashSet::new();
    };
    let Ok(shown) = layers.get_deref(b"D", document).and_then(Object::as_dict) else {
        return HashSet::new();
    };
    let all_off = shown.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state == b"OFF");
    let mut hidden: HashSet<_> =
        if all_off { list(layers, b"OCGs").into_iter().collect() } else { HashSet::new() };
    for layer in list(shown, b"ON") {
        hidden.remove(&layer);
    }
    hidden.extend(list(shown, b"OFF"));
    hidden
}

/// Is what belongs to this layer, or to these layers together, not shown?
pub fn is_hidden(document: &Document, hidden: &HashSet<ObjectId>, layer: &Object) -> bool {
    if let Ok(id) = layer.as_reference()
        && hidden.contains(&id)
    {
        return true;
    }
    let Ok((_, Object::Dictionary(membership))) = document.dereference(layer) else {
        return false;
    };
    let of = match membership.get(b"OCGs") {
        Ok(Object::Array(items)) => items.clone(),
        Ok(one @ Object::Reference(id)) => match document.get_object(*id) {
            Ok(Object::Array(items)) => items.clone(),
            _ => vec![one.clone()],
        },
        _ => return false,
    };
    let is_off = |item: &Object| item.as_reference().is_ok_and(|id| hidden.contains(&id));
    match membership.get(b"P").and_then(Object::as_name).unwrap_or(b"AnyOn") {
        b"AllOn" => of.iter().any(is_off),
        b"AnyOff" => !of.iter().any(is_off),
        b"AllOff" => !of.iter().all(is_off),
        _ => !of.is_empty() && of.iter().all(is_off),
    }
}
