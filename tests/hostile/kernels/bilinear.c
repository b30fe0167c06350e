// Samples src at (x·sx, y·sy), bilinearly, edges clamped.
static int least(int a, int b) { return a < b ? a : b; }

void bilinear(const float *src, float *dst, int w, int h, float sx, float sy) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float fx = (float)x * sx, fy = (float)y * sy;
            int x0 = least((int)fx, w - 1), y0 = least((int)fy, h - 1);
            int x1 = least(x0 + 1, w - 1), y1 = least(y0 + 1, h - 1);
            float tx = fx - (float)x0, ty = fy - (float)y0;
            float top = src[y0 * w + x0] + (src[y0 * w + x1] - src[y0 * w + x0]) * tx;
            float low = src[y1 * w + x0] + (src[y1 * w + x1] - src[y1 * w + x0]) * tx;
            dst[y * w + x] = top + (low - top) * ty;
        }
}
