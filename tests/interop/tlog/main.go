// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Reads logs that Malines exported with the transparency log packages of the Go project (golang.org/x/mod/sumdb):
// the signed checkpoint, the root from the tiles and from the entries, the inclusion proof of every entry shown and
// every proof of growth. Then it signs a log of its own, for malines-verify to read.
//
//	tlog FOLDER
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func read(path ...string) []byte {
	data, err := os.ReadFile(filepath.Join(path...))
	must(err)
	return data
}

// tiles reads C2SP paths: those of the Go package without its tile height.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range want {
		data, err := os.ReadFile(filepath.Join(t.folder, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// checkpoint opens a note with the key and gives the tree that it vouches for.
func checkpoint(signed []byte, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		panic("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], root) != tlog.HashSize || len(root) != tlog.HashSize {
		panic("the root's size")
	}
	return tree
}

func entries(folder string, size int64) (all [][]byte) {
	for bundle := int64(0); bundle*256 < size; bundle++ {
		width := size - bundle*256
		if width > 256 {
			width = 256
		}
		path := tlog.Tile{H: 8, L: 0, N: bundle, W: int(width)}.Path()
		data := read(folder, strings.Replace(path, "tile/8/0/", "tile/entries/", 1))
		for len(data) > 0 {
			n := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+n])
			data = data[2+n:]
		}
	}
	return all
}

// memory is a log's hashes, made here from its entries.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		out = append(out, m[i])
	}
	return out, nil
}

func hashes(all [][]byte) memory {
	var m memory
	for i, entry := range all {
		made, err := tlog.StoredHashes(int64(i), entry, m)
		must(err)
		m = append(m, made...)
	}
	return m
}

func decode(texts []string) (all []tlog.Hash) {
	for _, text := range texts {
		data, err := base64.StdEncoding.DecodeString(text)
		must(err)
		var h tlog.Hash
		if copy(h[:], data) != tlog.HashSize || len(data) != tlog.HashSize {
			panic("a hash of another size")
		}
		all = append(all, h)
	}
	return all
}

// checkProof reads a tlog-proof and asks the package whether it holds.
func checkProof(line []byte, vkey string, all [][]byte) {
	var bundle struct{ Malines, Log, Entry, Proof string }
	must(json.Unmarshal(line, &bundle))
	head, signed, found := strings.Cut(bundle.Proof, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || bundle.Log != vkey || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		panic("not a tlog-proof")
	}
	index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
	must(err)
	tree := checkpoint([]byte(signed), vkey)
	if !bytes.Equal([]byte(bundle.Entry), all[index]) {
		panic("the proof's entry is not the exported one")
	}
	must(tlog.CheckRecord(decode(lines[2:]), tree.N, tree.Hash, index, tlog.RecordHash([]byte(bundle.Entry))))
}

func checkGrowth(line []byte, roots memory) {
	var g struct {
		Before, Size int64
		Hashes       []string
	}
	must(json.Unmarshal(line, &g))
	root, err := tlog.TreeHash(g.Size, roots)
	must(err)
	before, err := tlog.TreeHash(g.Before, roots)
	must(err)
	must(tlog.CheckTree(decode(g.Hashes), g.Size, root, g.Before, before))
}

func checkLog(folder string) (proofs, growths int) {
	vkey := string(read(folder + ".vkey"))
	tree := checkpoint(read(folder, "checkpoint"), vkey)
	all := entries(folder, tree.N)
	mine := hashes(all)
	root, err := tlog.TreeHash(tree.N, mine)
	must(err)
	if int64(len(all)) != tree.N || root != tree.Hash {
		panic(folder + ": the entries do not give the signed root")
	}
	reader := tlog.TileHashReader(tree, tiles{folder}) // checks every tile that it reads against the root
	for index := int64(0); index < tree.N; index += 1 + tree.N/500 {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		must(err)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(all[index])))
	}
	for _, line := range bytes.Split(bytes.TrimSpace(read(folder+".proofs")), []byte("\n")) {
		checkProof(line, vkey, all)
		proofs++
	}
	for _, line := range bytes.Split(bytes.TrimSpace(read(folder+".growth")), []byte("\n")) {
		checkGrowth(line, mine)
		growths++
	}
	return proofs, growths
}

// writeOwn makes a log with the Go package alone and writes the proof of one entry, and the key beside it.
func writeOwn(folder string) {
	skey, vkey, err := note.GenerateKey(nil, "go.example/log")
	must(err)
	signer, err := note.NewSigner(skey)
	must(err)
	const size, index = 21, 13
	var all [][]byte
	for i := 0; i < size; i++ {
		all = append(all, []byte(fmt.Sprintf(`{"at":"2026-11-24T22:01:26.000Z","index":%d,"node":"go","op":"consultation","v":1}`, i)))
	}
	mine := hashes(all)
	root, err := tlog.TreeHash(size, mine)
	must(err)
	path, err := tlog.ProveRecord(size, index, mine)
	must(err)
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("go.example/log\n%d\n%s\n", size, root)}, signer)
	must(err)
	proof := fmt.Sprintf("c2sp.org/tlog-proof@v1\nindex %d\n", index)
	for _, h := range path {
		proof += h.String() + "\n"
	}
	bundle, err := json.Marshal(map[string]string{"malines": "proof/1", "log": vkey, "entry": string(all[index]), "proof": proof + "\n" + string(signed)})
	must(err)
	must(os.WriteFile(filepath.Join(folder, "go.proof"), bundle, 0o644))
	must(os.WriteFile(filepath.Join(folder, "go.vkey"), []byte(vkey), 0o644))
}

func main() {
	folder := os.Args[1]
	found, err := filepath.Glob(filepath.Join(folder, "log-*.vkey"))
	must(err)
	if len(found) == 0 {
		panic("no logs here")
	}
	for _, path := range found {
		proofs, growths := checkLog(strings.TrimSuffix(path, ".vkey"))
		fmt.Printf("%s: root, %d inclusion proofs and %d proofs of growth hold\n", filepath.Base(path), proofs, growths)
	}
	writeOwn(folder)
}
