package config_test

import "github.com/hashicorp/hcl/v2"

// The bare structs of the benchmarks: the shape of testdata/bench, without a
// check, a reference that is resolved or a place that is kept.
type (
	bareFile struct {
		Partnerships []barePartnership `hcl:"partnership,block"`
	}
	barePartnership struct {
		Slug        string           `hcl:"slug,label"`
		Title       string           `hcl:"title"`
		Purpose     string           `hcl:"purpose"`
		Start       string           `hcl:"start"`
		End         string           `hcl:"end"`
		Timezone    string           `hcl:"timezone"`
		Calendar    hcl.Expression   `hcl:"calendar,optional"`
		Currency    string           `hcl:"currency,optional"`
		Principles  []string         `hcl:"principles,optional"`
		Parties     []bareParty      `hcl:"party,block"`
		Areas       []bareArea       `hcl:"area,block"`
		Goals       []bareGoal       `hcl:"goal,block"`
		CheckIns    []bareRound      `hcl:"check_in,block"`
		Meetings    []bareRound      `hcl:"meeting,block"`
		Reviews     []bareRound      `hcl:"review,block"`
		Escalations []bareEscalation `hcl:"escalation,block"`
		Conflict    *bareConflict    `hcl:"conflict,block"`
		Guards      []bareGuard      `hcl:"guard,block"`
	}
	bareParty struct {
		ID          string           `hcl:"id,label"`
		Name        string           `hcl:"name"`
		Share       float64          `hcl:"share,optional"`
		Timezone    string           `hcl:"timezone,optional"`
		People      []barePerson     `hcl:"person,block"`
		Interests   []bareInterest   `hcl:"interest,block"`
		Contributes []bareContribute `hcl:"contributes,block"`
		Expects     []bareExpect     `hcl:"expects,block"`
	}
	barePerson struct {
		ID       string         `hcl:"id,label"`
		Name     string         `hcl:"name"`
		Email    string         `hcl:"email"`
		Roles    []string       `hcl:"roles,optional"`
		Language string         `hcl:"language,optional"`
		Timezone string         `hcl:"timezone,optional"`
		Deputy   hcl.Expression `hcl:"deputy,optional"`
	}
	bareInterest struct {
		ID        string `hcl:"id,label"`
		Statement string `hcl:"statement"`
	}
	bareContribute struct {
		ID    string  `hcl:"id,label"`
		Money float64 `hcl:"money,optional"`
		Hours float64 `hcl:"hours,optional"`
		Rate  float64 `hcl:"rate,optional"`
	}
	bareExpect struct {
		ID     string  `hcl:"id,label"`
		Amount float64 `hcl:"amount,optional"`
	}
	bareArea struct {
		ID            string         `hcl:"id,label"`
		Accountable   hcl.Expression `hcl:"accountable,optional"`
		Responsible   hcl.Expression `hcl:"responsible,optional"`
		Informed      hcl.Expression `hcl:"informed,optional"`
		NotApplicable bool           `hcl:"not_applicable,optional"`
	}
	bareGoal struct {
		ID         string          `hcl:"id,label"`
		Statement  string          `hcl:"statement"`
		Category   string          `hcl:"category,optional"`
		Owner      hcl.Expression  `hcl:"owner,optional"`
		Due        string          `hcl:"due"`
		Weight     float64         `hcl:"weight,optional"`
		Serves     hcl.Expression  `hcl:"serves,optional"`
		KPIs       []bareKPI       `hcl:"kpi,block"`
		Milestones []bareMilestone `hcl:"milestone,block"`
	}
	bareKPI struct {
		ID        string         `hcl:"id,label"`
		Unit      string         `hcl:"unit"`
		Baseline  float64        `hcl:"baseline,optional"`
		Target    float64        `hcl:"target"`
		Source    string         `hcl:"source,optional"`
		Reporters hcl.Expression `hcl:"reporters,optional"`
		Critical  bool           `hcl:"critical,optional"`
	}
	bareMilestone struct {
		ID       string         `hcl:"id,label"`
		Title    string         `hcl:"title"`
		Due      string         `hcl:"due"`
		Owner    hcl.Expression `hcl:"owner,optional"`
		AcceptBy hcl.Expression `hcl:"accept_by,optional"`
		Planned  float64        `hcl:"planned,optional"`
	}
	bareRound struct {
		ID        string         `hcl:"id,label"`
		Every     string         `hcl:"every"`
		On        string         `hcl:"on,optional"`
		At        string         `hcl:"at"`
		Method    string         `hcl:"method,optional"`
		Duration  string         `hcl:"duration,optional"`
		Window    string         `hcl:"window,optional"`
		Ask       hcl.Expression `hcl:"ask,optional"`
		Invite    hcl.Expression `hcl:"invite,optional"`
		Chair     hcl.Expression `hcl:"chair,optional"`
		About     []string       `hcl:"about,optional"`
		Remind    []string       `hcl:"remind,optional"`
		Questions []bareQuestion `hcl:"question,block"`
	}
	bareQuestion struct {
		ID   string `hcl:"id,label"`
		Text string `hcl:"text"`
		Kind string `hcl:"kind,optional"`
	}
	bareEscalation struct {
		ID    string     `hcl:"id,label"`
		Warn  []string   `hcl:"warn,optional"`
		Steps []bareStep `hcl:"step,block"`
	}
	bareStep struct {
		ID     string         `hcl:"id,label"`
		After  string         `hcl:"after"`
		Notify hcl.Expression `hcl:"notify"`
		Repeat float64        `hcl:"repeat,optional"`
	}
	bareConflict struct {
		FollowUp []string    `hcl:"follow_up,optional"`
		Levels   []bareLevel `hcl:"level,block"`
	}
	bareLevel struct {
		ID      string         `hcl:"id,label"`
		Who     hcl.Expression `hcl:"who,optional"`
		Contact string         `hcl:"contact,optional"`
		Within  string         `hcl:"within"`
	}
	bareGuard struct {
		ID   string `hcl:"id,label"`
		When string `hcl:"when"`
		Then string `hcl:"then"`
	}
)
