(module
  (type (;0;) (func (param f32) (result f32)))
  (type (;1;) (func (param i32 i32 i32 f32 f32)))
  (import "env" "sinf" (func $sinf (;0;) (type 0)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "blinds" (func $blinds))
  (func $blinds (;1;) (type 1) (param i32 i32 i32 f32 f32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 f32 i32 f32 f32 i32 f32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    global.get $__stack_pointer
    local.set 5
    i32.const 192
    local.set 6
    local.get 5
    local.get 6
    i32.sub
    local.set 7
    local.get 7
    global.set $__stack_pointer
    local.get 7
    local.get 0
    i32.store offset=76
    local.get 7
    local.get 1
    i32.store offset=72
    local.get 7
    local.get 2
    i32.store offset=68
    local.get 7
    local.get 3
    f32.store offset=64
    local.get 7
    local.get 4
    f32.store offset=60
    i32.const 0
    local.set 8
    local.get 7
    local.get 8
    i32.store offset=56
    block ;; label = @1
      loop ;; label = @2
        local.get 7
        i32.load offset=56
        local.set 9
        local.get 7
        i32.load offset=68
        local.set 10
        local.get 9
        local.set 11
        local.get 10
        local.set 12
        local.get 11
        local.get 12
        i32.lt_s
        local.set 13
        i32.const 1
        local.set 14
        local.get 13
        local.get 14
        i32.and
        local.set 15
        local.get 15
        i32.eqz
        br_if 1 (;@1;)
        i32.const 0
        local.set 16
        local.get 7
        local.get 16
        i32.store offset=52
        block ;; label = @3
          loop ;; label = @4
            local.get 7
            i32.load offset=52
            local.set 17
            local.get 7
            i32.load offset=72
            local.set 18
            local.get 17
            local.set 19
            local.get 18
            local.set 20
            local.get 19
            local.get 20
            i32.lt_s
            local.set 21
            i32.const 1
            local.set 22
            local.get 21
            local.get 22
            i32.and
            local.set 23
            local.get 23
            i32.eqz
            br_if 1 (;@3;)
            local.get 7
            i32.load offset=52
            local.set 24
            local.get 24
            f32.convert_i32_s
            local.set 25
            f32.const 0x1p-1 (;=0.5;)
            local.set 26
            local.get 25
            local.get 26
            f32.add
            local.set 27
            local.get 7
            i32.load offset=72
            local.set 28
            local.get 28
            f32.convert_i32_s
            local.set 29
            local.get 27
            local.get 29
            f32.div
            local.set 30
            local.get 7
            local.get 30
            f32.store offset=48
            local.get 7
            i32.load offset=56
            local.set 31
            local.get 31
            f32.convert_i32_s
            local.set 32
            f32.const 0x1p-1 (;=0.5;)
            local.set 33
            local.get 32
            local.get 33
            f32.add
            local.set 34
            local.get 7
            i32.load offset=68
            local.set 35
            local.get 35
            f32.convert_i32_s
            local.set 36
            local.get 34
            local.get 36
            f32.div
            local.set 37
            local.get 7
            local.get 37
            f32.store offset=44
            local.get 7
            f32.load offset=48
            local.set 38
            local.get 7
            f32.load offset=60
            local.set 39
            local.get 38
            local.get 39
            f32.mul
            local.set 40
            local.get 7
            local.get 40
            f32.store offset=40
            local.get 7
            f32.load offset=40
            local.set 41
            local.get 7
            f32.load offset=40
            local.set 42
            local.get 42
            f32.floor
            local.set 43
            local.get 41
            local.get 43
            f32.sub
            local.set 44
            f32.const 0x1p+1 (;=2;)
            local.set 45
            local.get 45
            local.get 44
            f32.mul
            local.set 46
            f32.const 0x1p+0 (;=1;)
            local.set 47
            local.get 46
            local.get 47
            f32.sub
            local.set 48
            local.get 48
            f32.abs
            local.set 49
            local.get 7
            local.get 49
            f32.store offset=36
            local.get 7
            f32.load offset=64
            local.set 50
            f32.const 0x1.ccccccp+0 (;=1.8;)
            local.set 51
            local.get 51
            local.get 50
            f32.mul
            local.set 52
            local.get 7
            f32.load offset=48
            local.set 53
            f32.const 0x1.333334p-1 (;=0.6;)
            local.set 54
            local.get 54
            local.get 53
            f32.mul
            local.set 55
            local.get 52
            local.get 55
            f32.sub
            local.set 56
            f32.const 0x1.99999ap-4 (;=0.1;)
            local.set 57
            local.get 56
            local.get 57
            f32.sub
            local.set 58
            local.get 7
            local.get 58
            f32.store offset=32
            local.get 7
            f32.load offset=32
            local.set 59
            f32.const 0x1.99999ap-4 (;=0.1;)
            local.set 60
            local.get 59
            local.get 60
            f32.sub
            local.set 61
            local.get 7
            f32.load offset=32
            local.set 62
            f32.const 0x1.99999ap-4 (;=0.1;)
            local.set 63
            local.get 62
            local.get 63
            f32.add
            local.set 64
            local.get 7
            f32.load offset=36
            local.set 65
            local.get 7
            local.get 61
            f32.store offset=92
            local.get 7
            local.get 64
            f32.store offset=88
            local.get 7
            local.get 65
            f32.store offset=84
            local.get 7
            f32.load offset=84
            local.set 66
            local.get 7
            f32.load offset=92
            local.set 67
            local.get 66
            local.get 67
            f32.sub
            local.set 68
            local.get 7
            f32.load offset=88
            local.set 69
            local.get 7
            f32.load offset=92
            local.set 70
            local.get 69
            local.get 70
            f32.sub
            local.set 71
            local.get 68
            local.get 71
            f32.div
            local.set 72
            local.get 7
            local.get 72
            f32.store offset=188
            i32.const 0
            local.set 73
            local.get 73
            f32.convert_i32_s
            local.set 74
            local.get 7
            local.get 74
            f32.store offset=184
            f32.const 0x1p+0 (;=1;)
            local.set 75
            local.get 7
            local.get 75
            f32.store offset=180
            local.get 7
            f32.load offset=188
            local.set 76
            local.get 7
            f32.load offset=184
            local.set 77
            local.get 76
            local.get 77
            f32.lt
            local.set 78
            i32.const 1
            local.set 79
            local.get 78
            local.get 79
            i32.and
            local.set 80
            block ;; label = @5
              block ;; label = @6
                local.get 80
                i32.eqz
                br_if 0 (;@6;)
                local.get 7
                f32.load offset=184
                local.set 81
                local.get 81
                local.set 82
                br 1 (;@5;)
              end
              local.get 7
              f32.load offset=188
              local.set 83
              local.get 7
              f32.load offset=180
              local.set 84
              local.get 83
              local.get 84
              f32.gt
              local.set 85
              i32.const 1
              local.set 86
              local.get 85
              local.get 86
              i32.and
              local.set 87
              block ;; label = @6
                block ;; label = @7
                  local.get 87
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 7
                  f32.load offset=180
                  local.set 88
                  local.get 88
                  local.set 89
                  br 1 (;@6;)
                end
                local.get 7
                f32.load offset=188
                local.set 90
                local.get 90
                local.set 89
              end
              local.get 89
              local.set 91
              local.get 91
              local.set 82
            end
            local.get 82
            local.set 92
            local.get 7
            local.get 92
            f32.store offset=80
            local.get 7
            f32.load offset=80
            local.set 93
            local.get 7
            f32.load offset=80
            local.set 94
            local.get 93
            local.get 94
            f32.mul
            local.set 95
            local.get 7
            f32.load offset=80
            local.set 96
            f32.const 0x1p+1 (;=2;)
            local.set 97
            local.get 97
            local.get 96
            f32.mul
            local.set 98
            f32.const 0x1.8p+1 (;=3;)
            local.set 99
            local.get 99
            local.get 98
            f32.sub
            local.set 100
            local.get 95
            local.get 100
            f32.mul
            local.set 101
            f32.const 0x1p+0 (;=1;)
            local.set 102
            local.get 102
            local.get 101
            f32.sub
            local.set 103
            local.get 7
            local.get 103
            f32.store offset=28
            local.get 7
            f32.load offset=48
            local.set 104
            f32.const 0x1p+2 (;=4;)
            local.set 105
            local.get 105
            local.get 104
            f32.mul
            local.set 106
            local.get 7
            f32.load offset=44
            local.set 107
            f32.const 0x1.8p+1 (;=3;)
            local.set 108
            local.get 108
            local.get 107
            f32.mul
            local.set 109
            local.get 106
            local.get 109
            f32.add
            local.set 110
            local.get 110
            call $sinf
            local.set 111
            f32.const 0x1.99999ap-2 (;=0.4;)
            local.set 112
            local.get 112
            local.get 111
            f32.mul
            local.set 113
            f32.const 0x1p-1 (;=0.5;)
            local.set 114
            local.get 114
            local.get 113
            f32.add
            local.set 115
            local.get 7
            local.get 115
            f32.store offset=24
            local.get 7
            f32.load offset=48
            local.set 116
            local.get 7
            f32.load offset=24
            local.set 117
            local.get 7
            f32.load offset=28
            local.set 118
            local.get 7
            local.get 116
            f32.store offset=128
            local.get 7
            local.get 117
            f32.store offset=124
            local.get 7
            local.get 118
            f32.store offset=120
            local.get 7
            f32.load offset=128
            local.set 119
            local.get 7
            f32.load offset=124
            local.set 120
            local.get 7
            f32.load offset=128
            local.set 121
            local.get 120
            local.get 121
            f32.sub
            local.set 122
            local.get 7
            f32.load offset=120
            local.set 123
            local.get 122
            local.get 123
            f32.mul
            local.set 124
            local.get 119
            local.get 124
            f32.add
            local.set 125
            local.get 7
            local.get 125
            f32.store offset=20
            local.get 7
            f32.load offset=24
            local.set 126
            local.get 7
            f32.load offset=24
            local.set 127
            local.get 126
            local.get 127
            f32.mul
            local.set 128
            local.get 7
            f32.load offset=28
            local.set 129
            f32.const 0x1.99999ap-2 (;=0.4;)
            local.set 130
            local.get 7
            local.get 130
            f32.store offset=116
            local.get 7
            local.get 128
            f32.store offset=112
            local.get 7
            local.get 129
            f32.store offset=108
            local.get 7
            f32.load offset=116
            local.set 131
            local.get 7
            f32.load offset=112
            local.set 132
            local.get 7
            f32.load offset=116
            local.set 133
            local.get 132
            local.get 133
            f32.sub
            local.set 134
            local.get 7
            f32.load offset=108
            local.set 135
            local.get 134
            local.get 135
            f32.mul
            local.set 136
            local.get 131
            local.get 136
            f32.add
            local.set 137
            local.get 7
            local.get 137
            f32.store offset=16
            local.get 7
            f32.load offset=44
            local.set 138
            f32.const 0x1.333334p-1 (;=0.6;)
            local.set 139
            local.get 139
            local.get 138
            f32.mul
            local.set 140
            f32.const 0x1.ccccccp-1 (;=0.9;)
            local.set 141
            local.get 141
            local.get 140
            f32.sub
            local.set 142
            local.get 7
            f32.load offset=24
            local.set 143
            f32.const 0x1p+0 (;=1;)
            local.set 144
            local.get 144
            local.get 143
            f32.sub
            local.set 145
            local.get 7
            f32.load offset=28
            local.set 146
            local.get 7
            local.get 142
            f32.store offset=104
            local.get 7
            local.get 145
            f32.store offset=100
            local.get 7
            local.get 146
            f32.store offset=96
            local.get 7
            f32.load offset=104
            local.set 147
            local.get 7
            f32.load offset=100
            local.set 148
            local.get 7
            f32.load offset=104
            local.set 149
            local.get 148
            local.get 149
            f32.sub
            local.set 150
            local.get 7
            f32.load offset=96
            local.set 151
            local.get 150
            local.get 151
            f32.mul
            local.set 152
            local.get 147
            local.get 152
            f32.add
            local.set 153
            local.get 7
            local.get 153
            f32.store offset=12
            local.get 7
            f32.load offset=12
            local.set 154
            local.get 7
            local.get 154
            f32.store offset=140
            local.get 7
            f32.load offset=140
            local.set 155
            local.get 7
            local.get 155
            f32.store offset=152
            i32.const 0
            local.set 156
            local.get 156
            f32.convert_i32_s
            local.set 157
            local.get 7
            local.get 157
            f32.store offset=148
            f32.const 0x1p+0 (;=1;)
            local.set 158
            local.get 7
            local.get 158
            f32.store offset=144
            local.get 7
            f32.load offset=152
            local.set 159
            local.get 7
            f32.load offset=148
            local.set 160
            local.get 159
            local.get 160
            f32.lt
            local.set 161
            i32.const 1
            local.set 162
            local.get 161
            local.get 162
            i32.and
            local.set 163
            block ;; label = @5
              block ;; label = @6
                local.get 163
                i32.eqz
                br_if 0 (;@6;)
                local.get 7
                f32.load offset=148
                local.set 164
                local.get 164
                local.set 165
                br 1 (;@5;)
              end
              local.get 7
              f32.load offset=152
              local.set 166
              local.get 7
              f32.load offset=144
              local.set 167
              local.get 166
              local.get 167
              f32.gt
              local.set 168
              i32.const 1
              local.set 169
              local.get 168
              local.get 169
              i32.and
              local.set 170
              block ;; label = @6
                block ;; label = @7
                  local.get 170
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 7
                  f32.load offset=144
                  local.set 171
                  local.get 171
                  local.set 172
                  br 1 (;@6;)
                end
                local.get 7
                f32.load offset=152
                local.set 173
                local.get 173
                local.set 172
              end
              local.get 172
              local.set 174
              local.get 174
              local.set 165
            end
            local.get 165
            local.set 175
            f32.const 0x1.fep+7 (;=255;)
            local.set 176
            local.get 176
            local.get 175
            f32.mul
            local.set 177
            f32.const 0x1p-1 (;=0.5;)
            local.set 178
            local.get 177
            local.get 178
            f32.add
            local.set 179
            local.get 179
            f32.abs
            local.set 180
            f32.const 0x1p+31 (;=2147483600;)
            local.set 181
            local.get 180
            local.get 181
            f32.lt
            local.set 182
            local.get 182
            i32.eqz
            local.set 183
            block ;; label = @5
              block ;; label = @6
                local.get 183
                br_if 0 (;@6;)
                local.get 179
                i32.trunc_f32_s
                local.set 184
                local.get 184
                local.set 185
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 186
              local.get 186
              local.set 185
            end
            local.get 185
            local.set 187
            i32.const 16
            local.set 188
            local.get 187
            local.get 188
            i32.shl
            local.set 189
            i32.const -16777216
            local.set 190
            local.get 189
            local.get 190
            i32.or
            local.set 191
            local.get 7
            f32.load offset=16
            local.set 192
            local.get 7
            local.get 192
            f32.store offset=136
            local.get 7
            f32.load offset=136
            local.set 193
            local.get 7
            local.get 193
            f32.store offset=164
            i32.const 0
            local.set 194
            local.get 194
            f32.convert_i32_s
            local.set 195
            local.get 7
            local.get 195
            f32.store offset=160
            f32.const 0x1p+0 (;=1;)
            local.set 196
            local.get 7
            local.get 196
            f32.store offset=156
            local.get 7
            f32.load offset=164
            local.set 197
            local.get 7
            f32.load offset=160
            local.set 198
            local.get 197
            local.get 198
            f32.lt
            local.set 199
            i32.const 1
            local.set 200
            local.get 199
            local.get 200
            i32.and
            local.set 201
            block ;; label = @5
              block ;; label = @6
                local.get 201
                i32.eqz
                br_if 0 (;@6;)
                local.get 7
                f32.load offset=160
                local.set 202
                local.get 202
                local.set 203
                br 1 (;@5;)
              end
              local.get 7
              f32.load offset=164
              local.set 204
              local.get 7
              f32.load offset=156
              local.set 205
              local.get 204
              local.get 205
              f32.gt
              local.set 206
              i32.const 1
              local.set 207
              local.get 206
              local.get 207
              i32.and
              local.set 208
              block ;; label = @6
                block ;; label = @7
                  local.get 208
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 7
                  f32.load offset=156
                  local.set 209
                  local.get 209
                  local.set 210
                  br 1 (;@6;)
                end
                local.get 7
                f32.load offset=164
                local.set 211
                local.get 211
                local.set 210
              end
              local.get 210
              local.set 212
              local.get 212
              local.set 203
            end
            local.get 203
            local.set 213
            f32.const 0x1.fep+7 (;=255;)
            local.set 214
            local.get 214
            local.get 213
            f32.mul
            local.set 215
            f32.const 0x1p-1 (;=0.5;)
            local.set 216
            local.get 215
            local.get 216
            f32.add
            local.set 217
            local.get 217
            f32.abs
            local.set 218
            f32.const 0x1p+31 (;=2147483600;)
            local.set 219
            local.get 218
            local.get 219
            f32.lt
            local.set 220
            local.get 220
            i32.eqz
            local.set 221
            block ;; label = @5
              block ;; label = @6
                local.get 221
                br_if 0 (;@6;)
                local.get 217
                i32.trunc_f32_s
                local.set 222
                local.get 222
                local.set 223
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 224
              local.get 224
              local.set 223
            end
            local.get 223
            local.set 225
            i32.const 8
            local.set 226
            local.get 225
            local.get 226
            i32.shl
            local.set 227
            local.get 191
            local.get 227
            i32.or
            local.set 228
            local.get 7
            f32.load offset=20
            local.set 229
            local.get 7
            local.get 229
            f32.store offset=132
            local.get 7
            f32.load offset=132
            local.set 230
            local.get 7
            local.get 230
            f32.store offset=176
            i32.const 0
            local.set 231
            local.get 231
            f32.convert_i32_s
            local.set 232
            local.get 7
            local.get 232
            f32.store offset=172
            f32.const 0x1p+0 (;=1;)
            local.set 233
            local.get 7
            local.get 233
            f32.store offset=168
            local.get 7
            f32.load offset=176
            local.set 234
            local.get 7
            f32.load offset=172
            local.set 235
            local.get 234
            local.get 235
            f32.lt
            local.set 236
            i32.const 1
            local.set 237
            local.get 236
            local.get 237
            i32.and
            local.set 238
            block ;; label = @5
              block ;; label = @6
                local.get 238
                i32.eqz
                br_if 0 (;@6;)
                local.get 7
                f32.load offset=172
                local.set 239
                local.get 239
                local.set 240
                br 1 (;@5;)
              end
              local.get 7
              f32.load offset=176
              local.set 241
              local.get 7
              f32.load offset=168
              local.set 242
              local.get 241
              local.get 242
              f32.gt
              local.set 243
              i32.const 1
              local.set 244
              local.get 243
              local.get 244
              i32.and
              local.set 245
              block ;; label = @6
                block ;; label = @7
                  local.get 245
                  i32.eqz
                  br_if 0 (;@7;)
                  local.get 7
                  f32.load offset=168
                  local.set 246
                  local.get 246
                  local.set 247
                  br 1 (;@6;)
                end
                local.get 7
                f32.load offset=176
                local.set 248
                local.get 248
                local.set 247
              end
              local.get 247
              local.set 249
              local.get 249
              local.set 240
            end
            local.get 240
            local.set 250
            f32.const 0x1.fep+7 (;=255;)
            local.set 251
            local.get 251
            local.get 250
            f32.mul
            local.set 252
            f32.const 0x1p-1 (;=0.5;)
            local.set 253
            local.get 252
            local.get 253
            f32.add
            local.set 254
            local.get 254
            f32.abs
            local.set 255
            f32.const 0x1p+31 (;=2147483600;)
            local.set 256
            local.get 255
            local.get 256
            f32.lt
            local.set 257
            local.get 257
            i32.eqz
            local.set 258
            block ;; label = @5
              block ;; label = @6
                local.get 258
                br_if 0 (;@6;)
                local.get 254
                i32.trunc_f32_s
                local.set 259
                local.get 259
                local.set 260
                br 1 (;@5;)
              end
              i32.const -2147483648
              local.set 261
              local.get 261
              local.set 260
            end
            local.get 260
            local.set 262
            local.get 228
            local.get 262
            i32.or
            local.set 263
            local.get 7
            i32.load offset=76
            local.set 264
            local.get 7
            i32.load offset=56
            local.set 265
            local.get 7
            i32.load offset=72
            local.set 266
            local.get 265
            local.get 266
            i32.mul
            local.set 267
            local.get 7
            i32.load offset=52
            local.set 268
            local.get 267
            local.get 268
            i32.add
            local.set 269
            i32.const 2
            local.set 270
            local.get 269
            local.get 270
            i32.shl
            local.set 271
            local.get 264
            local.get 271
            i32.add
            local.set 272
            local.get 272
            local.get 263
            i32.store
            local.get 7
            i32.load offset=52
            local.set 273
            i32.const 1
            local.set 274
            local.get 273
            local.get 274
            i32.add
            local.set 275
            local.get 7
            local.get 275
            i32.store offset=52
            br 0 (;@4;)
          end
        end
        local.get 7
        i32.load offset=56
        local.set 276
        i32.const 1
        local.set 277
        local.get 276
        local.get 277
        i32.add
        local.set 278
        local.get 7
        local.get 278
        i32.store offset=56
        br 0 (;@2;)
      end
    end
    i32.const 192
    local.set 279
    local.get 7
    local.get 279
    i32.add
    local.set 280
    local.get 280
    global.set $__stack_pointer
    return
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

