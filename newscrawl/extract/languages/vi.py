"""Vietnamese."""

from newscrawl.extract.languages.language import Language

LANGUAGE = Language(
    # Its months are two words, one of them a number: read by its formats in CLDR.
    dates_of_cldr=True,
    published="đăng xuất bản ngày",
    changed="cập nhật sửa chỉnh",
    today="hôm nay",
    by="theo bởi",
    joints="lúc vào",
    ties="từ đến trước sau",
    neutral="gmt",
    before_time="lúc|vào lúc",
    read_also=(
        "xem thêm|đọc thêm|tin (?:liên quan|khác|mới|nổi bật|cùng chuyên mục)|"
        "bài (?:liên quan|viết liên quan|đọc nhiều)|đọc nhiều(?: nhất)?|có thể bạn quan tâm|"
        "mời (?:quý độc giả|bạn) xem thêm.{0,40}"
    ),
    furniture=(
        r"chia sẻ(?: (?:bài viết|bài này|facebook|twitter|zalo))?|in bài viết|quảng cáo|"
        r"bình luận(?: \(?\d+\)?)?|\d+ bình luận|gửi bình luận|lưu bài viết|"
        r"sao chép (?:liên kết|link)|theo dõi (?:chúng tôi|báo|kênh)(?: .{1,30})?|"
        r"thích(?: \d+)?|trở lại .{1,20}|về đầu trang"
    ),
    tags="tags?|từ khóa|từ khoá|chủ đề",
    author="tác giả|theo|bài viết",
    role="phóng viên|nhà báo|biên tập viên|cộng tác viên|thông tín viên",
    no_section="trang chủ|tất cả|mới nhất|tin mới",
    comments="bình luận|ý kiến(?: bạn đọc)?|gửi (?:bình luận|ý kiến)",
    not_byline="ảnh|hình ảnh|nguồn|đồ họa|đính chính|minh họa",
    reading_time="phút(?: đọc)?",
)
