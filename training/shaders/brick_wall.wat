(module
  (type (;0;) (func (param i32 i32 i32 i32 i32 f32 f32)))
  (memory (;0;) 2)
  (global $__stack_pointer (;0;) (mut i32) i32.const 66560)
  (export "memory" (memory 0))
  (export "brick_wall" (func $brick_wall))
  (func $brick_wall (;0;) (type 0) (param i32 i32 i32 i32 i32 f32 f32)
    (local i32 i32 i32 i32 f32 f32 f32 i32 f32 f32 i32 f32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 i32 i32 i32 i32 i32)
    global.get $__stack_pointer
    local.set 7
    i32.const 176
    local.set 8
    local.get 7
    local.get 8
    i32.sub
    local.set 9
    local.get 9
    global.set $__stack_pointer
    local.get 9
    local.get 0
    i32.store offset=76
    local.get 9
    local.get 1
    i32.store offset=72
    local.get 9
    local.get 2
    i32.store offset=68
    local.get 9
    local.get 3
    i32.store offset=64
    local.get 9
    local.get 4
    i32.store offset=60
    local.get 9
    local.get 5
    f32.store offset=56
    local.get 9
    local.get 6
    f32.store offset=52
    local.get 9
    i32.load offset=76
    local.set 10
    local.get 10
    f32.convert_i32_s
    local.set 11
    f32.const 0x1p-1 (;=0.5;)
    local.set 12
    local.get 11
    local.get 12
    f32.add
    local.set 13
    local.get 9
    i32.load offset=64
    local.set 14
    local.get 14
    f32.convert_i32_s
    local.set 15
    local.get 13
    local.get 15
    f32.div
    local.set 16
    local.get 9
    local.get 16
    f32.store offset=48
    local.get 9
    i32.load offset=72
    local.set 17
    local.get 17
    f32.convert_i32_s
    local.set 18
    f32.const 0x1p-1 (;=0.5;)
    local.set 19
    local.get 18
    local.get 19
    f32.add
    local.set 20
    local.get 9
    i32.load offset=60
    local.set 21
    local.get 21
    f32.convert_i32_s
    local.set 22
    local.get 20
    local.get 22
    f32.div
    local.set 23
    local.get 9
    local.get 23
    f32.store offset=44
    local.get 9
    f32.load offset=44
    local.set 24
    local.get 9
    f32.load offset=56
    local.set 25
    local.get 24
    local.get 25
    f32.mul
    local.set 26
    f32.const 0x1.eb851ep-6 (;=0.03;)
    local.set 27
    local.get 26
    local.get 27
    f32.add
    local.set 28
    local.get 9
    local.get 28
    f32.store offset=40
    local.get 9
    f32.load offset=40
    local.set 29
    local.get 29
    f32.floor
    local.set 30
    local.get 9
    local.get 30
    f32.store offset=36
    local.get 9
    f32.load offset=48
    local.set 31
    local.get 9
    f32.load offset=56
    local.set 32
    local.get 31
    local.get 32
    f32.mul
    local.set 33
    f32.const 0x1p-1 (;=0.5;)
    local.set 34
    local.get 33
    local.get 34
    f32.mul
    local.set 35
    f32.const 0x1.47ae14p-6 (;=0.02;)
    local.set 36
    local.get 35
    local.get 36
    f32.add
    local.set 37
    local.get 9
    f32.load offset=36
    local.set 38
    local.get 38
    f32.abs
    local.set 39
    f32.const 0x1p+31 (;=2147483600;)
    local.set 40
    local.get 39
    local.get 40
    f32.lt
    local.set 41
    local.get 41
    i32.eqz
    local.set 42
    block ;; label = @1
      block ;; label = @2
        local.get 42
        br_if 0 (;@2;)
        local.get 38
        i32.trunc_f32_s
        local.set 43
        local.get 43
        local.set 44
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 45
      local.get 45
      local.set 44
    end
    local.get 44
    local.set 46
    i32.const 1
    local.set 47
    local.get 46
    local.get 47
    i32.and
    local.set 48
    local.get 48
    f32.convert_i32_s
    local.set 49
    f32.const 0x1p-1 (;=0.5;)
    local.set 50
    local.get 50
    local.get 49
    f32.mul
    local.set 51
    local.get 37
    local.get 51
    f32.add
    local.set 52
    local.get 9
    local.get 52
    f32.store offset=32
    local.get 9
    f32.load offset=32
    local.set 53
    local.get 53
    f32.floor
    local.set 54
    local.get 9
    local.get 54
    f32.store offset=28
    local.get 9
    f32.load offset=32
    local.set 55
    local.get 9
    f32.load offset=28
    local.set 56
    local.get 55
    local.get 56
    f32.sub
    local.set 57
    local.get 9
    f32.load offset=28
    local.set 58
    f32.const 0x1p+0 (;=1;)
    local.set 59
    local.get 58
    local.get 59
    f32.add
    local.set 60
    local.get 9
    f32.load offset=32
    local.set 61
    local.get 60
    local.get 61
    f32.sub
    local.set 62
    local.get 9
    local.get 57
    f32.store offset=100
    local.get 9
    local.get 62
    f32.store offset=96
    local.get 9
    f32.load offset=100
    local.set 63
    local.get 9
    f32.load offset=96
    local.set 64
    local.get 63
    local.get 64
    f32.lt
    local.set 65
    i32.const 1
    local.set 66
    local.get 65
    local.get 66
    i32.and
    local.set 67
    block ;; label = @1
      block ;; label = @2
        local.get 67
        i32.eqz
        br_if 0 (;@2;)
        local.get 9
        f32.load offset=100
        local.set 68
        local.get 68
        local.set 69
        br 1 (;@1;)
      end
      local.get 9
      f32.load offset=96
      local.set 70
      local.get 70
      local.set 69
    end
    local.get 69
    local.set 71
    f32.const 0x1p+1 (;=2;)
    local.set 72
    local.get 72
    local.get 71
    f32.mul
    local.set 73
    local.get 9
    local.get 73
    f32.store offset=24
    local.get 9
    f32.load offset=40
    local.set 74
    local.get 9
    f32.load offset=36
    local.set 75
    local.get 74
    local.get 75
    f32.sub
    local.set 76
    local.get 9
    f32.load offset=36
    local.set 77
    f32.const 0x1p+0 (;=1;)
    local.set 78
    local.get 77
    local.get 78
    f32.add
    local.set 79
    local.get 9
    f32.load offset=40
    local.set 80
    local.get 79
    local.get 80
    f32.sub
    local.set 81
    local.get 9
    local.get 76
    f32.store offset=92
    local.get 9
    local.get 81
    f32.store offset=88
    local.get 9
    f32.load offset=92
    local.set 82
    local.get 9
    f32.load offset=88
    local.set 83
    local.get 82
    local.get 83
    f32.lt
    local.set 84
    i32.const 1
    local.set 85
    local.get 84
    local.get 85
    i32.and
    local.set 86
    block ;; label = @1
      block ;; label = @2
        local.get 86
        i32.eqz
        br_if 0 (;@2;)
        local.get 9
        f32.load offset=92
        local.set 87
        local.get 87
        local.set 88
        br 1 (;@1;)
      end
      local.get 9
      f32.load offset=88
      local.set 89
      local.get 89
      local.set 88
    end
    local.get 88
    local.set 90
    local.get 9
    local.get 90
    f32.store offset=20
    local.get 9
    f32.load offset=24
    local.set 91
    local.get 9
    f32.load offset=20
    local.set 92
    local.get 9
    local.get 91
    f32.store offset=84
    local.get 9
    local.get 92
    f32.store offset=80
    local.get 9
    f32.load offset=84
    local.set 93
    local.get 9
    f32.load offset=80
    local.set 94
    local.get 93
    local.get 94
    f32.lt
    local.set 95
    i32.const 1
    local.set 96
    local.get 95
    local.get 96
    i32.and
    local.set 97
    block ;; label = @1
      block ;; label = @2
        local.get 97
        i32.eqz
        br_if 0 (;@2;)
        local.get 9
        f32.load offset=84
        local.set 98
        local.get 98
        local.set 99
        br 1 (;@1;)
      end
      local.get 9
      f32.load offset=80
      local.set 100
      local.get 100
      local.set 99
    end
    local.get 99
    local.set 101
    local.get 9
    f32.load offset=52
    local.set 102
    local.get 101
    local.get 102
    f32.sub
    local.set 103
    f32.const 0x1.8p+3 (;=12;)
    local.set 104
    local.get 103
    local.get 104
    f32.mul
    local.set 105
    local.get 9
    local.get 105
    f32.store offset=112
    i32.const 0
    local.set 106
    local.get 106
    f32.convert_i32_s
    local.set 107
    local.get 9
    local.get 107
    f32.store offset=108
    f32.const 0x1p+0 (;=1;)
    local.set 108
    local.get 9
    local.get 108
    f32.store offset=104
    local.get 9
    f32.load offset=112
    local.set 109
    local.get 9
    f32.load offset=108
    local.set 110
    local.get 109
    local.get 110
    f32.lt
    local.set 111
    i32.const 1
    local.set 112
    local.get 111
    local.get 112
    i32.and
    local.set 113
    block ;; label = @1
      block ;; label = @2
        local.get 113
        i32.eqz
        br_if 0 (;@2;)
        local.get 9
        f32.load offset=108
        local.set 114
        local.get 114
        local.set 115
        br 1 (;@1;)
      end
      local.get 9
      f32.load offset=112
      local.set 116
      local.get 9
      f32.load offset=104
      local.set 117
      local.get 116
      local.get 117
      f32.gt
      local.set 118
      i32.const 1
      local.set 119
      local.get 118
      local.get 119
      i32.and
      local.set 120
      block ;; label = @2
        block ;; label = @3
          local.get 120
          i32.eqz
          br_if 0 (;@3;)
          local.get 9
          f32.load offset=104
          local.set 121
          local.get 121
          local.set 122
          br 1 (;@2;)
        end
        local.get 9
        f32.load offset=112
        local.set 123
        local.get 123
        local.set 122
      end
      local.get 122
      local.set 124
      local.get 124
      local.set 115
    end
    local.get 115
    local.set 125
    local.get 9
    local.get 125
    f32.store offset=16
    local.get 9
    f32.load offset=36
    local.set 126
    local.get 126
    f32.abs
    local.set 127
    f32.const 0x1p+31 (;=2147483600;)
    local.set 128
    local.get 127
    local.get 128
    f32.lt
    local.set 129
    local.get 129
    i32.eqz
    local.set 130
    block ;; label = @1
      block ;; label = @2
        local.get 130
        br_if 0 (;@2;)
        local.get 126
        i32.trunc_f32_s
        local.set 131
        local.get 131
        local.set 132
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 133
      local.get 133
      local.set 132
    end
    local.get 132
    local.set 134
    i32.const 37
    local.set 135
    local.get 134
    local.get 135
    i32.mul
    local.set 136
    local.get 9
    f32.load offset=28
    local.set 137
    local.get 137
    f32.abs
    local.set 138
    f32.const 0x1p+31 (;=2147483600;)
    local.set 139
    local.get 138
    local.get 139
    f32.lt
    local.set 140
    local.get 140
    i32.eqz
    local.set 141
    block ;; label = @1
      block ;; label = @2
        local.get 141
        br_if 0 (;@2;)
        local.get 137
        i32.trunc_f32_s
        local.set 142
        local.get 142
        local.set 143
        br 1 (;@1;)
      end
      i32.const -2147483648
      local.set 144
      local.get 144
      local.set 143
    end
    local.get 143
    local.set 145
    i32.const 101
    local.set 146
    local.get 145
    local.get 146
    i32.mul
    local.set 147
    local.get 136
    local.get 147
    i32.add
    local.set 148
    i32.const -1640531535
    local.set 149
    local.get 148
    local.get 149
    i32.mul
    local.set 150
    i32.const 24
    local.set 151
    local.get 150
    local.get 151
    i32.shr_u
    local.set 152
    local.get 9
    local.get 152
    i32.store offset=12
    local.get 9
    i32.load offset=12
    local.set 153
    local.get 153
    f32.convert_i32_u
    local.set 154
    f32.const 0x1.fep+7 (;=255;)
    local.set 155
    local.get 154
    local.get 155
    f32.div
    local.set 156
    local.get 9
    local.get 156
    f32.store offset=8
    local.get 9
    f32.load offset=48
    local.set 157
    local.get 9
    f32.load offset=44
    local.set 158
    local.get 157
    local.get 158
    f32.add
    local.set 159
    f32.const 0x1.99999ap-2 (;=0.4;)
    local.set 160
    local.get 160
    local.get 159
    f32.mul
    local.set 161
    local.get 9
    f32.load offset=48
    local.set 162
    local.get 9
    f32.load offset=44
    local.set 163
    local.get 162
    local.get 163
    f32.add
    local.set 164
    local.get 161
    local.get 164
    f32.mul
    local.set 165
    f32.const 0x1p-1 (;=0.5;)
    local.set 166
    local.get 165
    local.get 166
    f32.mul
    local.set 167
    f32.const 0x1.19999ap+0 (;=1.1;)
    local.set 168
    local.get 168
    local.get 167
    f32.sub
    local.set 169
    local.get 9
    local.get 169
    f32.store offset=4
    local.get 9
    i32.load offset=68
    local.set 170
    local.get 9
    i32.load offset=72
    local.set 171
    local.get 9
    i32.load offset=64
    local.set 172
    local.get 171
    local.get 172
    i32.mul
    local.set 173
    local.get 9
    i32.load offset=76
    local.set 174
    local.get 173
    local.get 174
    i32.add
    local.set 175
    i32.const 3
    local.set 176
    local.get 175
    local.get 176
    i32.mul
    local.set 177
    i32.const 2
    local.set 178
    local.get 177
    local.get 178
    i32.shl
    local.set 179
    local.get 170
    local.get 179
    i32.add
    local.set 180
    local.get 9
    local.get 180
    i32.store
    local.get 9
    f32.load offset=4
    local.set 181
    local.get 9
    f32.load offset=8
    local.set 182
    f32.const 0x1.ccccccp-2 (;=0.45;)
    local.set 183
    local.get 9
    local.get 183
    f32.store offset=172
    f32.const 0x1.8p-1 (;=0.75;)
    local.set 184
    local.get 9
    local.get 184
    f32.store offset=168
    local.get 9
    local.get 182
    f32.store offset=164
    local.get 9
    f32.load offset=172
    local.set 185
    local.get 9
    f32.load offset=168
    local.set 186
    local.get 9
    f32.load offset=172
    local.set 187
    local.get 186
    local.get 187
    f32.sub
    local.set 188
    local.get 9
    f32.load offset=164
    local.set 189
    local.get 188
    local.get 189
    f32.mul
    local.set 190
    local.get 185
    local.get 190
    f32.add
    local.set 191
    local.get 9
    f32.load offset=16
    local.set 192
    f32.const 0x1.333334p-1 (;=0.6;)
    local.set 193
    local.get 9
    local.get 193
    f32.store offset=160
    local.get 9
    local.get 191
    f32.store offset=156
    local.get 9
    local.get 192
    f32.store offset=152
    local.get 9
    f32.load offset=160
    local.set 194
    local.get 9
    f32.load offset=156
    local.set 195
    local.get 9
    f32.load offset=160
    local.set 196
    local.get 195
    local.get 196
    f32.sub
    local.set 197
    local.get 9
    f32.load offset=152
    local.set 198
    local.get 197
    local.get 198
    f32.mul
    local.set 199
    local.get 194
    local.get 199
    f32.add
    local.set 200
    local.get 181
    local.get 200
    f32.mul
    local.set 201
    local.get 9
    i32.load
    local.set 202
    local.get 202
    local.get 201
    f32.store
    local.get 9
    f32.load offset=4
    local.set 203
    local.get 9
    f32.load offset=8
    local.set 204
    f32.const 0x1.47ae14p-3 (;=0.16;)
    local.set 205
    local.get 9
    local.get 205
    f32.store offset=148
    f32.const 0x1.333334p-2 (;=0.3;)
    local.set 206
    local.get 9
    local.get 206
    f32.store offset=144
    local.get 9
    local.get 204
    f32.store offset=140
    local.get 9
    f32.load offset=148
    local.set 207
    local.get 9
    f32.load offset=144
    local.set 208
    local.get 9
    f32.load offset=148
    local.set 209
    local.get 208
    local.get 209
    f32.sub
    local.set 210
    local.get 9
    f32.load offset=140
    local.set 211
    local.get 210
    local.get 211
    f32.mul
    local.set 212
    local.get 207
    local.get 212
    f32.add
    local.set 213
    local.get 9
    f32.load offset=16
    local.set 214
    f32.const 0x1.28f5c2p-1 (;=0.58;)
    local.set 215
    local.get 9
    local.get 215
    f32.store offset=136
    local.get 9
    local.get 213
    f32.store offset=132
    local.get 9
    local.get 214
    f32.store offset=128
    local.get 9
    f32.load offset=136
    local.set 216
    local.get 9
    f32.load offset=132
    local.set 217
    local.get 9
    f32.load offset=136
    local.set 218
    local.get 217
    local.get 218
    f32.sub
    local.set 219
    local.get 9
    f32.load offset=128
    local.set 220
    local.get 219
    local.get 220
    f32.mul
    local.set 221
    local.get 216
    local.get 221
    f32.add
    local.set 222
    local.get 203
    local.get 222
    f32.mul
    local.set 223
    local.get 9
    i32.load
    local.set 224
    i32.const 4
    local.set 225
    local.get 224
    local.get 225
    i32.add
    local.set 226
    local.get 226
    local.get 223
    f32.store
    local.get 9
    f32.load offset=4
    local.set 227
    local.get 9
    f32.load offset=16
    local.set 228
    f32.const 0x1.147ae2p-1 (;=0.54;)
    local.set 229
    local.get 9
    local.get 229
    f32.store offset=124
    f32.const 0x1.47ae14p-3 (;=0.16;)
    local.set 230
    local.get 9
    local.get 230
    f32.store offset=120
    local.get 9
    local.get 228
    f32.store offset=116
    local.get 9
    f32.load offset=124
    local.set 231
    local.get 9
    f32.load offset=120
    local.set 232
    local.get 9
    f32.load offset=124
    local.set 233
    local.get 232
    local.get 233
    f32.sub
    local.set 234
    local.get 9
    f32.load offset=116
    local.set 235
    local.get 234
    local.get 235
    f32.mul
    local.set 236
    local.get 231
    local.get 236
    f32.add
    local.set 237
    local.get 227
    local.get 237
    f32.mul
    local.set 238
    local.get 9
    i32.load
    local.set 239
    i32.const 8
    local.set 240
    local.get 239
    local.get 240
    i32.add
    local.set 241
    local.get 241
    local.get 238
    f32.store
    i32.const 176
    local.set 242
    local.get 9
    local.get 242
    i32.add
    local.set 243
    local.get 243
    global.set $__stack_pointer
    return
  )
  (@producers
    (processed-by "Debian clang" "14.0.6")
  )
)

