//! Documents in which somebody's name stands, at every place that anybody has thought of, written in every way: none of it
//! is left, and the page still shows what it showed.

use std::fmt::Write;

use lopdf::{Document, Object, SaveOptions};

use super::{SanitizeError, sanitize};

const MARK: &str = "MARIO-ROSSI-31415";

/// Where a name can stand in a document. `@S` is the name as a string, `@N` as a name, `@X` as bytes in a stream; what
/// stands after `stream` is the stream's. Objects are numbered from 10.
#[derive(Clone, Copy)]
struct Place {
    name: &'static str,
    catalog: &'static str,
    page: &'static str,
    resources: &'static str,
    trailer: &'static str,
    content: &'static str,
    objects: &'static [&'static str],
    before: &'static str,
    after: &'static str,
}

const PLACE: Place = Place {
    name: "",
    catalog: "",
    page: "",
    resources: "",
    trailer: "",
    content: "",
    objects: &[],
    before: "",
    after: "",
};

macro_rules! places {
    ($($name:literal { $($field:ident: $value:expr),* $(,)? })*) => {
        &[$(Place { name: $name, $($field: $value,)* ..PLACE }),*]
    };
}

const PLACES: &[Place] = places! {
    "Info" { trailer: "/Info 10 0 R", objects: &["<</Title @S/Author @S/Subject @S/Keywords @S/Creator @S/Producer @S>>"] }
    "Info, a key of somebody's own" { trailer: "/Info<</Firma @S/AAPL:Keywords[@S]>>" }
    "Info, a key that is the name" { trailer: "/Info<</K @S @N @S>>" }
    "dates in Info" { trailer: "/Info<</CreationDate @S/ModDate @S>>" }
    "document id" { trailer: "/ID[@S @S]" }
    "key of the trailer" { trailer: "/Mine @S" }
    "XMP" { catalog: "/Metadata 10 0 R", objects: &["<</Type/Metadata/Subtype/XML>>stream<x:xmpmeta>@X</x:xmpmeta>"] }
    "XMP of a page" { page: "/Metadata 10 0 R", objects: &["<</Type/Metadata/Subtype/XML>>stream@X"] }
    "XMP of a font" { resources: "/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Metadata 10 0 R>>>>",
        content: "BT /F2 9 Tf (a) Tj ET", objects: &["<</Type/Metadata>>stream@X"] }
    "XMP of a picture" { resources: "/XObject<</I 10 0 R>>", content: "/I Do",
        objects: &["<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Metadata 11 0 R>>streamA", "<<>>stream@X"] }
    "version" { catalog: "/Version @N" }
    "extensions" { catalog: "/Extensions<</ADBE<</BaseVersion @N/URL @S>>>>" }
    "piece info" { catalog: "/PieceInfo<</App<</LastModified @S/Private<</Who @S>>>>>>" }
    "piece info of a page" { page: "/PieceInfo<</Illustrator<</Private 10 0 R>>>>/LastModified @S", objects: &["<</Who @S>>stream@X"] }
    "embedded file" { catalog: "/Names<</EmbeddedFiles<</Names[@S 10 0 R]>>>>",
        objects: &["<</Type/Filespec/F @S/UF @S/Desc @S/EF<</F 11 0 R>>>>", "<</Type/EmbeddedFile/Params<</CheckSum @S>>>>stream@X"] }
    "associated file" { catalog: "/AF[10 0 R]", objects: &["<</Type/Filespec/UF @S/AFRelationship/Source>>"] }
    "script by name" { catalog: "/Names<</JavaScript<</Names[@S<</S/JavaScript/JS @S>>]>>>>" }
    "destinations by name" { catalog: "/Names<</Dests<</Names[@S[3 0 R/Fit]]>>>>" }
    "old destinations" { catalog: "/Dests<<@N[3 0 R/Fit]>>" }
    "script at the start" { catalog: "/OpenAction<</S/JavaScript/JS @S>>" }
    "long script at the start" { catalog: "/OpenAction<</S/JavaScript/JS 10 0 R>>", objects: &["<<>>stream app.alert('@X')"] }
    "address at the start" { catalog: "/OpenAction<</S/URI/URI @S>>" }
    "program at the start" { catalog: "/OpenAction<</S/Launch/F<</F @S>>/Win<</F @S/P @S>>>>" }
    "other file at the start" { catalog: "/OpenAction<</S/GoToR/F @S/D[0/Fit]>>" }
    "form sent at the start" { catalog: "/OpenAction<</S/SubmitForm/F<</FS/URL/F @S>>>>" }
    "action of the document" { catalog: "/AA<</WC<</S/JavaScript/JS @S>>>>" }
    "action of a page" { page: "/AA<</O<</S/JavaScript/JS @S>>>>" }
    "base address" { catalog: "/URI<</Base @S>>" }
    "outline" { catalog: "/Outlines 10 0 R",
        objects: &["<</Type/Outlines/First 11 0 R/Last 11 0 R/Count 1>>", "<</Title @S/Parent 10 0 R/A<</S/URI/URI @S>>>>"] }
    "language" { catalog: "/Lang @S", page: "/Lang @S" }
    "structure" { catalog: "/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R", page: "/StructParents 0",
        objects: &["<</Type/StructTreeRoot/K 11 0 R/RoleMap<<@N/P>>>>", "<</Type/StructElem/S/Figure/P 10 0 R/Alt @S/ActualText @S/T @S/E @S/ID @S/Lang @S/A<</O/UserProperties/P[<</N @S/V @S>>]>>>>"] }
    "page labels" { catalog: "/PageLabels<</Nums[0<</S/D/P @S>>]>>" }
    "how it is shown" { catalog: "/ViewerPreferences<</Direction @N>>/PageMode @N/PageLayout @N" }
    "articles" { catalog: "/Threads[10 0 R]", page: "/B[11 0 R]",
        objects: &["<</Type/Thread/F 11 0 R/I<</Title @S/Author @S>>>>", "<</Type/Bead/T 10 0 R/P 3 0 R/R[0 0 9 9]>>"] }
    "output intent" { catalog: "/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier @S/RegistryName @S/Info @S/DestOutputProfile 10 0 R>>]",
        objects: &["<</N 3>>stream@X"] }
    "layers" { catalog: "/OCProperties<</OCGs[10 0 R]/D<</Name @S/Creator @S/Order[@S[10 0 R]]/AS[<</Event @N>>]>>>>",
        resources: "/Properties<</L 10 0 R>>", content: "/OC /L BDC 0 0 1 1 re f EMC",
        objects: &["<</Type/OCG/Name @S/Usage<</CreatorInfo<</Creator @S>>/User<</Name @S>>>>>>"] }
    "hidden layer" { catalog: "/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>", resources: "/Properties<</L 10 0 R>>",
        content: "/OC /L BDC BT /F1 9 Tf @S Tj @S ' [@S] TJ ET EMC", objects: &["<</Type/OCG/Name(x)>>"] }
    "hidden drawing" { catalog: "/OCProperties<</OCGs[10 0 R]/D<</BaseState/OFF>>>>", resources: "/XObject<</X 11 0 R>>",
        content: "/X Do", objects: &["<</Type/OCG/Name(x)>>", "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/OC 10 0 R>>stream BT (@X) Tj ET"] }
    "collection" { catalog: "/Collection<</Schema<</A<</N @S>>>>/D @S>>" }
    "legal" { catalog: "/Legal<</Attestation @S>>" }
    "permissions" { catalog: "/Perms<</DocMDP 10 0 R>>", objects: &["<</Type/Sig/Name @S/Contents @S>>"] }
    "security store" { catalog: "/DSS<</Certs[10 0 R]>>", objects: &["<<>>stream@X"] }
    "requirements" { catalog: "/Requirements[<</S/EnableJavaScripts/RH[<</Script @S>>]>>]" }
    "web capture" { catalog: "/SpiderInfo<</C[<</URL @S>>]>>/Names<</URLS<</Names[@S 10 0 R]>>>>", objects: &["<</S/SPS/CT @S/TS @S>>"] }
    "key of the catalogue" { catalog: "/Mine @S/Other<</Deep[<</Deeper @S>>]>>" }
    "key that is a name" { catalog: "/Mine<<@N @N>>", page: "/Mine[@N]" }
    "XFA" { catalog: "/AcroForm<</Fields[]/XFA[(template)10 0 R(datasets)11 0 R]>>",
        objects: &["<<>>stream<template>@X</template>", "<<>>stream<xfa:data>@X</xfa:data>"] }
    "XFA in one" { catalog: "/AcroForm<</Fields[]/XFA 10 0 R>>", objects: &["<<>>stream<xdp>@X</xdp>"] }
    "names of a field" { catalog: "/AcroForm<</Fields[10 0 R]/DA @S>>", page: "/Annots[10 0 R]",
        objects: &["<</Type/Annot/Subtype/Widget/FT/Tx/T @S/TU @S/TM @S/DV @S/RV @S/Rect[0 0 9 9]/MK<</CA @S/RC @S>>/AA<</K<</S/JavaScript/JS @S>>>>/AP<</N 11 0 R>>>>",
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]>>stream 0 0 1 1 re f"] }
    "choices of a field" { page: "/Annots[10 0 R]", objects: &["<</Subtype/Widget/FT/Ch/Opt[[@S @S]@S]/Rect[0 0 9 9]>>"] }
    "signature" { catalog: "/AcroForm<</SigFlags 3/Fields[10 0 R]>>", page: "/Annots[10 0 R]",
        objects: &["<</Subtype/Widget/FT/Sig/T @S/V 11 0 R/Rect[0 0 9 9]>>", "<</Type/Sig/Filter/Adobe.PPKLite/Name @S/Location @S/Reason @S/ContactInfo @S/M @S/Contents @S/ByteRange[0 1 2 3]/Prop_Build<</App<</Name @N>>>>>>"] }
    "signature without a range" { page: "/Annots[10 0 R]",
        objects: &["<</Subtype/Widget/FT/Sig/V 11 0 R/Rect[0 0 9 9]>>", "<</Type/Sig/Name @S/Contents @S/Cert @S>>"] }
    "look of a signature" { page: "/Annots[10 0 R]",
        objects: &["<</Subtype/Widget/Parent 11 0 R/Rect[0 0 9 9]/AP<</N 12 0 R>>>>", "<</FT/Sig/T @S>>",
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]>>stream BT (@X) Tj ET"] }
    "seed values" { page: "/Annots[10 0 R]", objects: &["<</Subtype/Widget/FT/Sig/SV<</Reasons[@S]/Cert<</Subject[@S]>>>>/Lock<</Fields[@S]>>/Rect[0 0 9 9]>>"] }
    "remark" { page: "/Annots[10 0 R]",
        objects: &["<</Type/Annot/Subtype/Text/Contents @S/T @S/NM @S/Subj @S/RC @S/M @S/CreationDate @S/Name @N/StateModel @S/State @S/Lang @S/Rect[0 0 9 9]/Popup 11 0 R>>",
            "<</Subtype/Popup/Contents @S/T @S/Rect[0 0 9 9]/AP<</N 12 0 R>>>>", "<</Subtype/Form/BBox[0 0 9 9]>>stream BT (@X) Tj ET"] }
    "remark with a look" { page: "/Annots[10 0 R]",
        objects: &["<</Type/Annot/Subtype/Stamp/Contents @S/T @S/IT @N/Name @N/Rect[0 0 9 9]/AP<</N 11 0 R/R 12 0 R/D 12 0 R>>>>",
            "<</Subtype/Form/BBox[0 0 9 9]/Name @N/LastModified @S>>stream 0 0 1 1 re f", "<</Subtype/Form/BBox[0 0 9 9]>>stream BT (@X) Tj ET"] }
    "hidden remark" { page: "/Annots[10 0 R]",
        objects: &["<</Subtype/FreeText/F 2/Contents @S/DA @S/Rect[0 0 9 9]/AP<</N 11 0 R>>>>", "<</Subtype/Form/BBox[0 0 9 9]>>stream BT (@X) Tj ET"] }
    "other states of a look" { page: "/Annots[10 0 R]",
        objects: &["<</Subtype/Widget/FT/Btn/AS/Off/Rect[0 0 9 9]/AP<</N<</Off 11 0 R/Yes 12 0 R>>>>>>",
            "<</Subtype/Form/BBox[0 0 9 9]>>stream 0 0 1 1 re f", "<</Subtype/Form/BBox[0 0 9 9]>>stream BT (@X) Tj ET"] }
    "link" { page: "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI @S>>/PA<</S/URI/URI @S>>/Contents @S>>]" }
    "link to a file" { page: "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(x)/D @S/Next<</S/Launch/F @S>>>>>>]" }
    "link to a place" { page: "/Annots[<</Subtype/Link/Rect[0 0 9 9]/Dest @S>>]" }
    "attached file" { page: "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 10 0 R/Name @N/Contents @S>>]",
        objects: &["<</Type/Filespec/F @S/EF<</F 11 0 R>>>>", "<<>>stream@X"] }
    "sound" { page: "/Annots[<</Subtype/Sound/Sound 10 0 R/Rect[0 0 9 9]>>]", objects: &["<</R 8000>>stream@X"] }
    "film" { page: "/Annots[<</Subtype/Movie/T @S/Movie<</F @S>>/Rect[0 0 9 9]>>]" }
    "screen" { page: "/Annots[<</Subtype/Screen/T @S/Rect[0 0 9 9]/A<</S/Rendition/R<</S/MR/N @S/C<</S/MCD/N @S/D 10 0 R>>>>>>>>]", objects: &["<</Type/Filespec/F @S>>"] }
    "3D" { page: "/Annots[<</Subtype/3D/3DD 10 0 R/3DV @S/Rect[0 0 9 9]>>]", objects: &["<</Type/3D/Subtype/U3D/OnInstantiate 11 0 R>>stream@X", "<<>>stream@X"] }
    "rich media" { page: "/Annots[<</Subtype/RichMedia/RichMediaContent<</Assets<</Names[@S 10 0 R]>>>>/Rect[0 0 9 9]>>]", objects: &["<</F @S>>"] }
    "blackened" { page: "/Annots[<</Subtype/Redact/OverlayText @S/DA @S/Rect[0 0 9 9]>>]" }
    "thumbnail" { page: "/Thumb 10 0 R", objects: &["<</Width 9/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray>>stream@X"] }
    "transition and tabs" { page: "/Trans<</S @N>>/Tabs @N/Dur 1/ID @S/SeparationInfo<</DeviceColorant @S/Pages[3 0 R]>>" }
    "measures" { page: "/VP[<</Type/Viewport/Name @S/BBox[0 0 9 9]/Measure<</R @S>>>>]" }
    "templates" { catalog: "/Names<</Templates<</Names[@S 10 0 R]>>/Pages<</Names[@S 3 0 R]>>>>", objects: &["<</Type/Template/Contents 11 0 R>>", "<<>>stream@X"] }
    "TeX's file name" { resources: "/XObject<</X 10 0 R>>", content: "/X Do",
        objects: &["<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/PTEX.FileName @S/PTEX.InfoDict<</Author @S>>/PTEX.PageNumber 1/Name @N/OPI<</1.3<</F @S>>>>/Ref<</F @S>>>>stream 0 0 1 1 re f"] }
    "name of a resource" { resources: "/XObject<<@N 10 0 R>>/ExtGState<<@N<</LW 1>>>>/ColorSpace<<@N/DeviceRGB>>", content: "@N gs @N cs @N Do",
        objects: &["<</Subtype/Form/BBox[0 0 9 9]>>stream 0 0 1 1 re f"] }
    "unused resources" { resources: "/XObject<</X 10 0 R>>/Properties<</P<</K @S>>>>", objects: &["<</Subtype/Form/BBox[0 0 9 9]>>stream BT (@X) Tj ET"] }
    "alternates of a picture" { resources: "/XObject<</I 10 0 R>>", content: "/I Do",
        objects: &["<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Name @N/ID @S/Alternates[<</Image 11 0 R>>]/OPI<</2.0<</F @S>>>>>>streamA",
            "<</Subtype/Image/Width 9/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray>>stream@X"] }
    "behind the samples" { resources: "/XObject<</I 10 0 R>>", content: "/I Do",
        objects: &["<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>streamA@X"] }
    "colour profile" { resources: "/ColorSpace<</C[/ICCBased 10 0 R]>>", content: "/C cs 1 0 0 scn 0 0 1 1 re f",
        objects: &["<</N 3/Alternate/DeviceRGB/Metadata 11 0 R>>stream desc@X", "<<>>stream@X"] }
    "colour profile of a picture" { resources: "/XObject<</I 10 0 R>>", content: "/I Do",
        objects: &["<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace[/ICCBased 11 0 R]>>streamABC", "<</N 3>>stream@X"] }
    "ink" { resources: "/ColorSpace<</C[/Separation @N/DeviceGray 10 0 R]/D[/DeviceN[@N @N]/DeviceGray 11 0 R<</Colorants<<@N 12 0 R>>/MixingHints<<>>>>]>>",
        content: "/C cs 1 scn /D cs 1 1 scn 0 0 1 1 re f",
        objects: &["<</FunctionType 2/Domain[0 1]/N 1/Who @S>>", "<</FunctionType 4/Domain[0 1 0 1]/Range[0 1]>>stream{ % @X\npop }", "[/Separation @N/DeviceGray 10 0 R]"] }
    "palette" { resources: "/ColorSpace<</C[/Indexed/DeviceGray 0 10 0 R]>>", content: "/C cs 0 sc 0 0 1 1 re f", objects: &["<<>>streamA@X"] }
    "half-tone" { resources: "/ExtGState<</G<</LW 1/HT<</HalftoneType 1/HalftoneName @S>>/TR 10 0 R/Mine @S/BM @N>>>>", content: "/G gs",
        objects: &["<</FunctionType 2/Domain[0 1]/N 1/Who @S>>"] }
    "calibrated colour" { resources: "/ColorSpace<</C[/CalRGB<</WhitePoint[1 1 1]/Who @S>>]>>", content: "/C cs 1 0 0 sc 0 0 1 1 re f" }
    "pattern" { resources: "/Pattern<</P 10 0 R>>", content: "/Pattern cs /P scn 0 0 1 1 re f",
        objects: &["<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>/Who @S>>stream % @X\n0 0 1 1 re f"] }
    "marked text" { content: "/Span<</ActualText @S/Alt @S/E @S/Lang @S>>BDC BT /F1 9 Tf (a) Tj ET EMC" }
    "marked by name" { resources: "/Properties<</M<</ActualText @S/Alt @S>>>>", content: "/Span /M BDC BT /F1 9 Tf (a) Tj ET EMC @N BMC EMC" }
    "points" { content: "@N MP @N<</K @S>>DP" }
    "comment among operators" { content: "% @X\n0 0 1 1 re %@X\rf" }
    "what is no operator" { content: "@S @N @S Mine BX @S other EX @S" }
    "given too much" { content: "@S 1 w @N 0 0 1 1 re @S f @N q @S Q" }
    "text nobody sees" { content: "BT /F1 9 Tf 3 Tr @S Tj [@S 1 @S] TJ ET" }
    "file comments" { before: "%@X\n", after: "%@X\n" }
    "after the end" { after: "\n@X\n" }
    "object nobody refers to" { objects: &["<</Who @S>>", "<<>>stream@X", "@S", "[@N]"] }
    "earlier size of a page" { page: "/MediaBox[0 0 200 200]/Group<</S/Transparency/Who @S/CS/DeviceRGB>>/Mine @S" }
    "tree of pages" { page: "/Template @S/PZ @S/Kids[@S]" }
    "family of a font" { resources: "/Font<</F2<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Arial/FirstChar 32/LastChar 32/Widths[250]/FontDescriptor 10 0 R/Name @N>>>>",
        content: "BT /F2 9 Tf (a) Tj ET", objects: &["<</Type/FontDescriptor/FontName/AAAAAA+Arial/FontFamily @S/Lang @N/CharSet @S/Flags 32/Style<</Panose @S>>>>"] }
    "name of a font" { resources: "/Font<</F2<</Type/Font/Subtype/TrueType/BaseFont @N/FontDescriptor<</Type/FontDescriptor/FontName @N/Flags 32>>>>>>", content: "BT /F2 9 Tf (a) Tj ET" }
    "letters of a font" { resources: "/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[65 @N/B]/Who @S>>>>>>", content: "BT /F2 9 Tf (B) Tj ET" }
    "letters of a drawn font" { resources: "/Font<</F2<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[9]/CharProcs<<@N 10 0 R>>/Encoding<</Differences[65 @N]>>/Name @N>>>>",
        content: "BT /F2 9 Tf (A) Tj ET", objects: &["<<>>stream 9 0 d0 % @X\n0 0 1 1 re f"] }
    "meaning of letters" { resources: "/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 10 0 R>>>>", content: "BT /F2 9 Tf (a) Tj ET",
        objects: &["<<>>stream%%Title: @X\n/CIDInit /ProcSet findresource begin begincmap /CIDSystemInfo <</Registry @S/Ordering @S>> def /CMapName @N def 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> <0041> <02> @S endbfchar 1 beginbfrange <03><04>[@S @S] endbfrange endcmap"] }
    "collection of letters" { resources: "/Font<</F2<</Type/Font/Subtype/Type0/BaseFont @N/Encoding @N/DescendantFonts[10 0 R]>>>>", content: "BT /F2 9 Tf <0001> Tj ET",
        objects: &["<</Type/Font/Subtype/CIDFontType2/BaseFont @N/CIDSystemInfo<</Registry @S/Ordering @S/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName @N/Flags 4>>>>"] }
    "file of a font" { resources: "/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/AAAAAA+Mine/FontDescriptor<</Type/FontDescriptor/FontName/Mine/Flags 4/FontFile 10 0 R>>>>>>", content: "BT /F2 9 Tf (a) Tj ET",
        objects: &["<</Length1 200>>stream%!PS-AdobeFont-1.0: @X\n%%Creator: @X\n/FontInfo 9 dict dup begin /Notice (@X) def /FullName (a(b)@X) def end currentfile eexec ABCD"] }
};

/// What is written for each, one after the other.
fn each<T>(items: impl Iterator<Item = T>, written: impl Fn(T) -> String) -> String {
    let mut text = String::new();
    for item in items {
        text.push_str(&written(item));
    }
    text
}

/// The name, as documents write strings.
const STRINGS: usize = 7;

fn string(how: usize) -> String {
    let hex = |bytes: &[u8]| each(bytes.iter(), |byte| format!("{byte:02x}"));
    let wide: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(MARK.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    match how {
        0 => format!("({MARK})"),
        1 => format!("<{}>", hex(MARK.as_bytes())),
        2 => format!("<{}>", hex(&wide).to_uppercase()),
        3 => format!("({})", each(wide.iter(), |byte| format!("\\{byte:03o}"))),
        4 => format!("({})", each(MARK.bytes(), |byte| format!("\\{byte:03o}"))),
        5 => format!("(\\357\\273\\277{MARK})"),
        _ => format!("(({MARK})\\\n{MARK})"),
    }
}

fn filled(template: &str, how: usize) -> String {
    let name = if how.is_multiple_of(2) {
        format!("/{MARK}")
    } else {
        format!("/{}", each(MARK.bytes(), |byte| format!("#{byte:02x}")))
    };
    let bytes = match how {
        2 => each(MARK.chars(), |letter| format!("\0{letter}")),
        3 => each(MARK.chars(), |letter| format!("{letter}\0")),
        _ => MARK.to_owned(),
    };
    template.replace("@S", &string(how)).replace("@N", &name).replace("@X", &bytes)
}

const CONTENT: &str = "BT /F1 12 Tf 20 20 Td (visible) Tj ET";

/// A page that shows "visible", with the name at this place, written in this way.
fn document(place: &Place, how: usize) -> Vec<u8> {
    let content = format!("stream {CONTENT}\n{}\n", place.content);
    let fixed = [
        format!("<</Type/Catalog/Pages 2 0 R{}>>", place.catalog),
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 100 100]>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R{}>>", place.page),
        format!("<<>>{content}"),
        format!("<</Font<</F1 6 0 R>>{}>>", place.resources)
            .replace("/Font<</F1 6 0 R>>/Font<<", "/Font<</F1 6 0 R"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "null".to_owned(),
        "null".to_owned(),
        "null".to_owned(),
    ];
    let objects = fixed.iter().map(String::as_str).chain(place.objects.iter().copied());
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend(filled(place.before, how).bytes());
    let mut table = String::new();
    let mut count = 1;
    for object in objects {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let object = match object.split_once("stream") {
            Some((head, data)) => {
                let data = filled(data, how);
                let head = filled(head, how);
                let head = head.strip_suffix(">>").expect("a dictionary");
                format!("{head}/Length {}>>stream\n{data}\nendstream", data.len())
            }
            None => filled(object, how),
        };
        file.extend(format!("{count} 0 obj\n{object}\nendobj\n").bytes());
        count += 1;
    }
    let start = file.len();
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{table}").bytes());
    let trailer = filled(place.trailer, how);
    file.extend(
        format!("trailer\n<</Root 1 0 R/Size {count}{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    file.extend(filled(place.after, how).bytes());
    file
}

/// The same document with its objects packed into streams, and its streams, too.
fn packed(file: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(file).expect("a document");
    document.compress();
    let mut out = Vec::new();
    let options = SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    document.save_with_options(&mut out, options).expect("packed");
    out
}

fn collect(object: &Object, texts: &mut Vec<Vec<u8>>) {
    match object {
        Object::Name(bytes) | Object::String(bytes, _) => texts.push(bytes.clone()),
        Object::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(key, value)| {
            texts.push(key.clone());
            collect(value, texts);
        }),
        Object::Stream(stream) => {
            collect(&Object::Dictionary(stream.dict.clone()), texts);
            texts.push(stream.content.clone());
            texts.extend(stream.decompressed_content().ok());
        }
        _ => {}
    }
}

/// Everywhere a name could be in a document: in its bytes, its names and strings, its streams as they are and unpacked.
fn holds_mark(file: &[u8]) -> bool {
    let document = Document::load_mem(file).expect("a document");
    let mut texts = vec![file.to_vec()];
    document.objects.values().for_each(|object| collect(object, &mut texts));
    collect(&Object::Dictionary(document.trailer.clone()), &mut texts);
    texts.iter().any(|text| marks().iter().any(|mark| text.windows(mark.len()).any(|at| at == mark)))
}

/// The name as bytes may have it; a part of it is enough.
fn marks() -> Vec<Vec<u8>> {
    let part = "ROSSI-31";
    let hex = |bytes: &[u8]| each(bytes.iter(), |byte| format!("{byte:02x}"));
    let wide: Vec<u8> = part.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let narrow: Vec<u8> = part.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let octal = each(part.bytes(), |byte| format!("\\{byte:03o}"));
    let named = each(part.bytes(), |byte| format!("#{byte:02x}"));
    let wide_octal = each(wide.iter(), |byte| format!("\\{byte:03o}"));
    vec![
        wide_octal.into(),
        part.into(),
        hex(part.as_bytes()).into(),
        hex(part.as_bytes()).to_uppercase().into(),
        hex(&wide).into(),
        hex(&wide).to_uppercase().into(),
        wide,
        narrow,
        octal.into(),
        named.into(),
    ]
}

/// What is wrong with a document after it has been sanitized.
fn trouble(file: &[u8]) -> Option<String> {
    let clean = match sanitize(file) {
        Ok(clean) => clean,
        Err(why) => return Some(why.to_string()),
    };
    if holds_mark(&clean) {
        return Some(format!("the name is still there: {}", clean.escape_ascii()));
    }
    let clean = Document::load_mem(&clean).expect("a document");
    let page = clean.page_iter().next().expect("a page");
    let shown = clean.get_page_content(page);
    let is_shown = shown.windows(12).any(|at| at == b"(visible) Tj");
    (!is_shown).then(|| format!("the page shows something else: {}", shown.escape_ascii()))
}

#[test]
fn whoever_is_named_wherever_in_a_document_is_not_named_afterwards() {
    let (mut count, mut troubles) = (0, Vec::new());
    for place in PLACES {
        for how in 0..STRINGS {
            let plain = document(place, how);
            assert!(holds_mark(&plain), "{}, {how}: nothing to take out", place.name);
            for (file, packing) in [(packed(&plain), "packed"), (plain, "plain")] {
                let trouble = trouble(&file);
                troubles
                    .extend(trouble.map(|trouble| format!("{}, {how}, {packing}: {trouble}", place.name)));
                count += 1;
            }
        }
    }
    assert!(troubles.is_empty(), "{} of {count}:\n{}", troubles.len(), troubles.join("\n"));
    assert!(count > 34 * 10, "{count}");
}

#[test]
fn what_is_copied_for_nothing_does_not_come_along() {
    let place = Place {
        resources: "/XObject<</I 10 0 R>>/ColorSpace<</C[/Separation/All 11 0 R null]>>",
        content: "/I Do /C cs",
        objects: &[
            "<</Subtype/Form/Group<</S/Transparency/CS 11 0 R>>>>stream 0 0 1 1 re f",
            "[/Indexed/DeviceRGB 1<4D4152494F>]",
        ],
        ..PLACE
    };
    let clean = sanitize(&document(&place, 0)).expect("sanitized");
    assert!(!clean.windows(7).any(|at| at == b"Indexed"), "{}", clean.escape_ascii());
    assert_eq!(sanitize(&clean), Ok(clean));
}

#[test]
fn what_comes_out_comes_out_the_same_again() {
    let notes = PLACES.iter().chain(&[
        Place {
            page: "/Annots[<</Subtype/FreeText/Contents(a)/Rect[0 0 60 30]>><</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 10 0 R>>>>]",
            objects: &["<</Subtype/Form/BBox[0 0 9 9]>>stream 0 0 1 1 re f"],
            ..PLACE
        },
        Place {
            page: "/Annots[<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 10 0 R>>>>]/CropBox[0 0 9999999999999999999999999999999999999999.0 9]",
            objects: &["<</Subtype/Form/BBox[0 0 9 9999999999999999999999999999999999999999.0]>>stream 0 0 1 1 re f"],
            ..PLACE
        },
        Place {
            page: "/Annots[<</Subtype/Stamp/Rect[0 0 300000000000000000000000000000000000000.0 9]/AP<</N 10 0 R>>>>]",
            objects: &["<</Subtype/Form/BBox[0 0 9 9]/Matrix[.0001 0 0 1 0 0]>>stream 0 0 1 1 re f"],
            ..PLACE
        },
        Place {
            resources: "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 10 0 R>>/T<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 11 0 R>>>>",
            content: "/S sh /T sh",
            objects: &[
                "<</FunctionType 0/Domain[0 1]/Range[0 1(x)0]/Size[2]/BitsPerSample 8>>streamABCDEFG",
                "<</FunctionType 0/Domain[0 1]/Range[0 1]/Size[2 null]/BitsPerSample 8>>streamABCDEFG",
            ],
            ..PLACE
        },
        // What scans have in common, of a picture that is no scan.
        Place {
            resources: "/XObject<</I 10 0 R>>",
            content: "/I Do",
            objects: &["<</Subtype/Image/DecodeParms<</JBIG2Globals 11 0 R>>>>streamA", "<<>>streamA"],
            ..PLACE
        },
        // Two colour spaces, the last of which is none; a number that is written with a point; a space beside a profile.
        Place { content: "BI /W 1/BPC 8/CS/G/H 1/CS/None ID AB EI", ..PLACE },
        Place {
            resources: "/XObject<</I 10 0 R/J 11 0 R>>",
            content: "/I Do /J Do",
            objects: &[
                "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace[/ICCBased 12 0 R]>>streamABCDEFG",
                "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace[/ICCBased 13 0 R]>>streamABCDEFG",
                "<</N 3.0>>streamA",
                "<</N 4/Alternate[/Lab<</WhitePoint[1 1 1]>>]>>streamA",
            ],
            ..PLACE
        },
        Place {
            content: "BI /BPC 8/W 2 /H 2 /CS /G ID ABCD EI BI /D[[[1]]0]/IM true/H 1/W 1/F/AHx ID 80> EI",
            ..PLACE
        },
        Place {
            resources: "/XObject<</I 10 0 R>>",
            content: "/I Do",
            objects: &["<</Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray>>stream\
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
            ..PLACE
        },
    ]);
    let mut troubles = Vec::new();
    for place in notes {
        let once = sanitize(&document(place, 0)).expect("sanitized");
        if sanitize(&once).as_ref() != Ok(&once) {
            let twice = sanitize(&once).unwrap_or_default();
            troubles.push(format!("{}\n{}\n{}", place.page, once.escape_ascii(), twice.escape_ascii()));
        }
    }
    assert!(troubles.is_empty(), "{}:\n{}", troubles.len(), troubles.join("\n"));
}

#[test]
fn a_picture_that_says_it_is_too_large_is_refused_however_it_is_packed() {
    for data in ["/Filter/ASCIIHexDecode>>stream", ">>stream"] {
        let image = format!(
            "<</Subtype/Image/Width 9/Height 9999999999/BitsPerComponent 8/ColorSpace/DeviceGray{data}{}",
            "0".repeat(200)
        );
        let objects: Vec<&'static str> = vec![Box::leak(image.into_boxed_str())];
        let place =
            Place { resources: "/XObject<</I 10 0 R>>", content: "/I Do", objects: objects.leak(), ..PLACE };
        assert_eq!(sanitize(&document(&place, 0)), Err(SanitizeError::Damaged), "{data}");
    }
}

/// What a page of these parts shows, afterwards.
fn shown(place: &Place) -> (Document, String) {
    let clean = sanitize(&document(place, 0)).expect("sanitized");
    let clean = Document::load_mem(&clean).expect("a document");
    let page = clean.page_iter().next().expect("a page");
    let content = String::from_utf8_lossy(&clean.get_page_content(page)).into_owned();
    (clean, content)
}

/// All that any stream of the document draws.
fn drawn(document: &Document) -> String {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams
        .map(|stream| String::from_utf8_lossy(&stream.get_plain_content().unwrap_or_default()).into_owned())
        .collect()
}

#[test]
fn a_form_that_is_filled_in_can_still_be_read() {
    for (name, field) in [
        ("as it looks", "<</Subtype/Widget/FT/Tx/T(a)/V(other)/Rect[10 10 60 30]/AP<</N 11 0 R>>>>"),
        (
            "in its state",
            "<</Subtype/Widget/FT/Btn/AS/On/Rect[10 10 60 30]/AP<</N<</On 11 0 R/Off 12 0 R>>>>>>",
        ),
        ("without a look", "<</Subtype/Widget/Parent 13 0 R/Rect[10 10 60 30]/DA(/Helv 9 Tf 0 g)>>"),
        (
            "in wide letters",
            "<</Subtype/Widget/FT/Tx/V<FEFF00660069006C006C0065006400200069006E>/Rect[10 10 60 30]>>",
        ),
        ("as free text", "<</Subtype/FreeText/Contents(filled in)/T(Mario)/Rect[10 10 60 30]>>"),
    ] {
        let objects: Vec<&'static str> = vec![
            Box::leak(field.to_owned().into_boxed_str()),
            "<</Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</H 6 0 R>>>>>>stream BT /H 9 Tf (filled in) Tj ET",
            "<</Subtype/Form/BBox[0 0 50 20]>>stream BT (empty) Tj ET",
            "<</FT/Tx/T(a)/V(filled in)>>",
        ];
        let place = Place { page: "/Annots[10 0 R]", objects: objects.leak(), ..PLACE };
        let (clean, page) = shown(&place);
        let drawn = drawn(&clean);
        assert!(drawn.contains("(filled in) Tj") && !drawn.contains("empty"), "{name}: {drawn}");
        assert!(
            page.contains("cm\n/X") || page.contains("re\nW\nn") || page.contains("cm /X"),
            "{name}: {page}"
        );
    }
}

#[test]
fn what_a_page_is_drawn_with_comes_along() {
    let place = Place {
        resources: "/XObject<</I 10 0 R/M 11 0 R>>/ExtGState<</G<</ca .5/BM/Multiply/SMask<</S/Luminosity/G 12 0 R>>>>>>\
            /Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 9 9]/Function 13 0 R/Extend[true true]>>>>\
            /ColorSpace<</C[/Separation/Black/DeviceGray 14 0 R]/N/DeviceRGB>>",
        content: "q 2 0 0 2 1 1 cm /I Do /M Do Q /G gs /S sh /C cs .25 scn [3 1] 0 d 1 2 3 4 re B* \
            BI /W 2 /H 1 /BPC 8 /CS /G ID AB EI 0 0 5 5 re f \
            BI /W 1/H 1/IM true/D[1 0]/F/AHx ID 80> EI (a\\)b) ' 1 2 (c) \" [(d) -20.5 (e)] TJ",
        objects: &[
            "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 11 0 R>>streamABC",
            "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>streamD",
            "<</Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency/CS/DeviceGray>>>>stream 1 g 0 0 9 9 re f",
            "<</FunctionType 3/Domain[0 1]/Functions[<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0]/C1[1 1 1]>>]/Bounds[]/Encode[0 1]>>",
            "<</FunctionType 4/Domain[0 1]/Range[0 1]>>stream{ 1 exch sub }",
        ],
        ..PLACE
    };
    let (clean, page) = shown(&place);
    for part in [
        "2 0 0 2 1 1 cm",
        "1 2 3 4 re",
        "B*",
        ".25 scn",
        "[3 1 ] 0 d",
        "0 0 5 5 re\nf",
        "(a\\)b) Tj",
        "1 Tw\n2 Tc\nT*\n(c) Tj",
        "[(d) -20.5 (e) ] TJ",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(page.matches(" Do").count(), 4, "{page}");
    assert!(drawn(&clean).contains("{ 1 exch sub }"));
    let everything = format!("{:?}", clean.objects);
    for part in [
        "/SMask",
        "/Luminosity",
        "/Multiply",
        "/Separation /Black",
        "/ShadingType 2",
        "/C1 [1 1 1]",
        "/ImageMask true",
    ] {
        assert!(everything.contains(part), "{part}: {everything}");
    }
}
