// Columns in reverse order: the index of a pixel taken apart.
void flip(const float *src, float *dst, int w, int h) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) dst[y * w + (w - 1 - x)] = src[y * w + x];
}
