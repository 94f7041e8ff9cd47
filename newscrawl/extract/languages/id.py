"""Indonesian and Malay."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    months=(
        "januari jan|februari feb|maret mar mac|april apr|mei|juni jun|juli jul julai|"
        "agustus agu agt ags ogos|september sep sept|oktober okt|november nov|desember "
        "disember dis"
    ),
    # A word of French, 'since', otherwise; the other is one of many languages.
    own_months="|||||||||||des dis",
    weekdays=("senin isnin|selasa|rabu|kamis khamis|jumat jumaat|sabtu|minggu ahad"),
    published=(
        "diterbitkan diterbit terbit dipublikasikan dipublikasi publikasi tayang ditayangkan "
        "tanggal tarikh diposting dimuat disiarkan rilis"
    ),
    changed="diperbarui diperbaharui pembaruan diubah disunting dikemaskini kemaskini terakhir",
    not_edited="terakhir",
    by="oleh penulis reporter pewarta",
    joints="pada",
    ties="sejak hingga sampai sebelum setelah",
    neutral="pukul wib wita wit jam hari",
    before_time="pukul|jam",
    range_words="hingga|sampai|dan",
    read_also=(
        "baca (?:juga|lagi|selengkapnya)|simak (?:juga|pula)|lihat juga|artikel (?:terkait|"
        "lainnya|lain|pilihan)|berita (?:terkait|lainnya|lain|terkini|terbaru|terpopuler|"
        "populer|pilihan|berkaitan)|terpopuler|terkait|rekomendasi(?: untuk anda)?"
    ),
    furniture=(
        r"bagikan(?: .{1,20})?|kongsi(?:kan)?(?: .{1,20})?|cetak|iklan|advertisement|"
        r"berlangganan|langganan|salin (?:link|tautan)|ikuti kami|komentar(?: \(?\d+\)?)?|"
        r"\d+ komentar|tulis komentar|gulir untuk .{1,40}|simpan"
    ),
    tags="tags?|topik|kata kunci|label",
    author="penulis|reporter|oleh|pewarta|wartawan",
    role="reporter|wartawan|jurnalis|editor|redaktur|kontributor|penulis|pewarta",
    no_section="beranda|home|utama|semua berita|terkini|indeks|lainnya|laman utama",
    comments="komentar|tulis komentar|beri komentar|komen",
    not_byline="gambar|ilustrasi|sumber|grafis|ralat|koreksi|kredit",
    reading_time="menit(?: (?:baca|membaca))?|minit",
    paywall=(
        "(?:untuk|dapat) (?:membaca|melanjutkan).{0,40}(?:berlangganan|langganan)|"
        "khusus (?:pelanggan|anggota)"
    ),
)
